// `npm run check`: format, lint (direction, cycles), types, unused code, crowded folders and who takes whole
// tables, side by side. Never fixes anything.
import "./node-version.mjs";

void import("./checks/run-checks.mjs");
