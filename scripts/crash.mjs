// `npm run test:crash -- --seeds 200 --from 1 --only kill --major 15 --json FILE`: see crash/main.ts
import "./node-version.mjs";

void import("./run-entry.mjs").then(({ runEntry }) => runEntry("crash/main.ts"));
