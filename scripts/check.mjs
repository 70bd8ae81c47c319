// `npm run check`: format, lint (with the direction rule), types and unused code, side by side. Never fixes anything.
import "./node-version.mjs";

void import("./run-checks.mjs");
