/** `npm run e2e:keycloak`: docs/single-sign-on.md tried with a real Keycloak; not part of `npm test`. */
import { defineConfig } from "playwright/test";
import usual from "./playwright.config";

export default defineConfig({
  ...usual,
  workers: 1,
  fullyParallel: false,
  projects: [{ name: "keycloak", testDir: "tests/keycloak" }],
});
