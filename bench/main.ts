import { writeFileSync } from "node:fs";
import os from "node:os";
import { parseArgs } from "node:util";
import { openEnvironment } from "./environment";
import { type Figure, holds, printFigures } from "./figure";
import { measureCatalogue } from "./figures/catalogue";
import { measureDashboard } from "./figures/dashboard";
import { measureFiles } from "./figures/files";
import { measureHistory } from "./figures/history";
import { measureImport } from "./figures/import";
import { measureBrowser } from "./figures/browser";
import { measureLatencies } from "./figures/latency";
import { measureLive } from "./figures/live";
import { measurePages } from "./figures/pages";
import { measureRefusals } from "./figures/refusals";
import { measureUpdates } from "./figures/update";
import { measureViewers } from "./figures/viewers";

const { values: args } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000,1000000" },
    pairs: { type: "string", default: "5" },
    large: { type: "boolean", default: false },
    major: { type: "string", default: "18" },
    only: { type: "string", default: "update,refusals,history,latency,live" },
    json: { type: "string" },
  },
});

const sizes = args.sizes.split(",").map(Number);
if (args.large) sizes.push(10_000_000);
const pairs = Number(args.pairs);
const only = new Set(args.only.split(","));
const env = await openEnvironment(args.major === "15" ? 15 : 18);
// Its server outlives this process: whoever interrupts the bench would leave it behind.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void env.close().then(() => process.exit(1)));
const figures: Figure[] = [];
try {
  console.log(
    `Postgres ${env.major}, ${os.cpus().length} cores, Node ${process.version}; medians of ${pairs} alternating pairs.`,
  );
  if (only.has("update")) figures.push(...(await measureUpdates(env, sizes, pairs)));
  if (only.has("refusals")) figures.push(...(await measureRefusals(env, pairs)));
  if (only.has("history")) figures.push(...(await measureHistory(env)));
  if (only.has("live")) figures.push(...(await measureLive(env, 200_000)));
  if (only.has("latency")) figures.push(...(await measureLatencies(env, Math.max(...sizes), pairs)));
  if (only.has("files")) figures.push(...(await measureFiles(env, Math.max(...sizes))));
  if (only.has("import")) figures.push(...(await measureImport(env, Math.max(...sizes), pairs)));
  if (only.has("catalogue")) figures.push(...(await measureCatalogue(env, pairs)));
  if (only.has("dashboard")) figures.push(...(await measureDashboard(env, Math.max(...sizes))));
  if (only.has("viewers")) figures.push(...(await measureViewers(env, Math.max(...sizes), pairs)));
  if (only.has("browser")) figures.push(...(await measureBrowser(env, Math.max(...sizes), pairs)));
  if (only.has("pages")) figures.push(...(await measurePages(env, Math.max(...sizes), pairs)));
} finally {
  await env.close();
}
printFigures(figures);
if (args.json) writeFileSync(args.json, `${JSON.stringify({ figures }, null, 2)}\n`);
process.exitCode = figures.some((figure) => holds(figure) === false) ? 1 : 0;
