// `npm start` and `npm run dev` (`--dev`): everything from a fresh clone to a running Swath.
import "./node-version.mjs";

void import("./run.mjs");
