// `npm start` and `npm run dev` (`--dev`): everything from a fresh clone to a running Swath.
import "./node-version.mjs";

import("./run.mjs");
