import { defineConfig } from "@playwright/test";

const { CHROME_PATH, CHROME_LIBRARIES, CHROME_FONTS, SWATH_TRACE } = process.env;

export default defineConfig({
  testDir: "e2e",
  // Makes pictures, tests nothing: `npm run screenshots`.
  testIgnore: process.env.SWATH_SCREENSHOTS ? [] : "screenshots.spec.ts",
  outputDir: "test-results/e2e",
  globalSetup: "./e2e/setup/global-setup.ts",
  workers: 2,
  // A browser, a web server, a worker and Postgres share two cores with a second browser: what passes only at the second
  // try is named at the end, to be looked into, and stops nobody.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    browserName: "chromium",
    locale: "en-US",
    timezoneId: "UTC",
    // Recording every step costs about a quarter of the time: `SWATH_TRACE=1 npm test -- e2e FILE` does.
    trace: SWATH_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: CHROME_PATH,
      env: {
        ...(process.env as Record<string, string>),
        // The libraries and fonts that come with the npm browser (scripts/browser.mjs).
        ...(CHROME_LIBRARIES ? { LD_LIBRARY_PATH: CHROME_LIBRARIES } : {}),
        ...(CHROME_FONTS ? { FONTCONFIG_FILE: CHROME_FONTS } : {}),
      },
    },
  },
});
