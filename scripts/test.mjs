// `npm test [-- unit|e2e [arguments for vitest or Playwright]]`
import "./node-version.mjs";

void import("./run-tests.mjs");
