// `npm run bench -- --json FILE --large`: see bench/main.ts
import "./node-version.mjs";

const { runEntry } = await import("./run-entry.mjs");
await runEntry("bench/main.ts");
