/** `npm run e2e:keycloak`: docs/single-sign-on.md tried with a real Keycloak; not part of `npm test`. */
import { defineConfig } from "playwright/test";
import base from "./playwright.config";

export default defineConfig({
  ...base,
  workers: 1,
  fullyParallel: false,
  projects: [{ name: "keycloak", testDir: "tests/keycloak" }],
});
