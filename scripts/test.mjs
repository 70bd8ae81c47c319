// `npm test [-- unit|e2e [arguments for vitest or Playwright]]`
import "./node-version.mjs";

import("./run-tests.mjs");
