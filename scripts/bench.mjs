// `npm run bench -- --json FILE --large`: see bench/main.ts
import "./node-version.mjs";

void import("./run-entry.mjs").then(({ runEntry }) => runEntry("bench/main.ts"));
