// Imported before anything else, and written for any Node that knows modules.
var OLDEST = [20, 19];
var have = process.versions.node.split(".").map(Number);
if (have[0] < OLDEST[0] || (have[0] === OLDEST[0] && have[1] < OLDEST[1])) {
  console.error(
    "swath: This is Node " + process.versions.node + "; Swath needs Node " + OLDEST.join(".") + " or later.",
  );
  process.exit(1);
}
