// `npm run check`: format, lint (direction, cycles), types, unused code and crowded folders, side by side. Never fixes anything.
import "./node-version.mjs";

void import("./checks/run-checks.mjs");
