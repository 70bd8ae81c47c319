// `npm run screenshots`: makes the pictures of the README from the running app and the real sample data.
import "./node-version.mjs";

process.env.SWATH_SCREENSHOTS = "1";
process.argv.splice(2, 0, "e2e", "screenshots");
void import("./run-tests.mjs");
