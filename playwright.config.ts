/** Browser tests: against a real, built server that tests/support/global-setup.ts starts. */
import { defineConfig } from "playwright/test";
import { browserArguments, installedBrowsers } from "./scripts/testing/installed-browser.mjs";

const [executablePath] = installedBrowsers();

export default defineConfig({
  outputDir: "test-results",
  globalSetup: "./tests/support/global-setup.ts",
  // Named by scripts/testing/stages.mjs through PLAYWRIGHT_JSON_OUTPUT_FILE.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  forbidOnly: Boolean(process.env.CI),
  // A test that passes the second time is an error, of the test or of Foyer.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    trace: "retain-on-failure",
    launchOptions: { args: browserArguments, ...(executablePath ? { executablePath } : {}) },
  },
  projects: [
    // What a client of any kind sends and gets.
    { name: "http", testDir: "tests/e2e/http" },
    // Single sign-on, with providers as processes of their own.
    {
      name: "sso",
      testDir: "tests/e2e/sso",
      use: { viewport: { width: 1440, height: 900 } },
    },
    // What people see and do.
    {
      name: "desktop",
      testDir: "tests/e2e/browser",
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: "phone",
      testDir: "tests/e2e/browser",
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
