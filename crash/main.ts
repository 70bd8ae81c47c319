import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { holdTestCluster } from "@/lib/testing/cluster";
import "@/lib/testing/sample-tables";
import { dropLeftovers, ensureTemplate } from "@/lib/testing/template";
import { figuresAsJson, figuresOf, printFigures } from "./report";
import { runSeeds } from "./run-seeds";
import { FAULT_NAMES, type FaultName, scenariosFrom } from "./scenario";
import { endWorkerProcesses } from "./worker-process";

const { values: args } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string" },
    only: { type: "string" },
    major: { type: "string", default: "18" },
    json: { type: "string" },
  },
});

const only = args.only as FaultName | undefined;
if (only && !FAULT_NAMES.includes(only)) {
  console.error(`There is no fault “${only}”. Known ones: ${FAULT_NAMES.join(", ")}.`);
  process.exit(1);
}
const from = args.from ? Number(args.from) : randomInt(1_000_000);
const major = args.major === "15" ? 15 : 18;
const begun = performance.now();
const cluster = await holdTestCluster(major);
if (cluster.alone) await dropLeftovers(cluster.adminUrl);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void giveUp());

console.log(`Postgres ${major}, ${args.seeds} seeds from ${from} on${only ? `, only ${only}` : ""}`);
const results = await runSeeds({
  scenarios: scenariosFrom(from, Number(args.seeds), only),
  major,
  adminUrl: cluster.adminUrl,
  template: await ensureTemplate(cluster.adminUrl),
  onResult({ seed, fault, violations, tookMs, movedAfterMs }) {
    const ok = violations.length === 0;
    const moved = movedAfterMs === null ? "" : `, moved again after ${(movedAfterMs / 1_000).toFixed(2)} s`;
    console.log(`${ok ? "✓" : "✗"} ${seed} ${fault.padEnd(9)} ${(tookMs / 1_000).toFixed(1)} s${moved}`);
    if (ok) return;
    for (const violation of violations) console.log(`    ${violation}`);
    console.log(`    again: npm run test:crash -- --from ${seed} --seeds 1 --major ${major}`);
  },
});
await cluster.release();

const figures = figuresOf(results);
printFigures(figures);
console.log(`\n${results.length} seeds from ${from} in ${Math.round((performance.now() - begun) / 1_000)} s`);
if (args.json) writeFileSync(args.json, `${JSON.stringify(figuresAsJson(figures, from, results), null, 2)}\n`);
process.exitCode = results.length > 0 && results.every(({ violations }) => violations.length === 0) ? 0 : 1;

async function giveUp(): Promise<never> {
  await endWorkerProcesses();
  await cluster.release();
  process.exit(1);
}
