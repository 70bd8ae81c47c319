import { spawn } from "node:child_process";
import path from "node:path";
import { ensureInstalled } from "../install.mjs";
import { ROOT } from "../pg.mjs";
import { main, Sorry } from "../sorry.mjs";

const CHECKS = {
  format: [[inPackage("oxfmt/bin/oxfmt"), "--check"]],
  lint: [[inPackage("oxlint/bin/oxlint")]],
  types: [[inPackage("typescript/bin/tsc"), "--noEmit"]],
  unused: [[inPackage("knip/bin/knip.js")]],
  rooms: [[path.join(ROOT, "scripts/checks/check-rooms.mjs")]],
  cycles: [[path.join(ROOT, "scripts/checks/check-cycles.mjs")]],
  "whole tables": [[path.join(ROOT, "scripts/checks/check-whole-tables.mjs")]],
};

// Linting with types and type checking both need the types of the routes, which a fresh clone does not have yet.
const ROUTE_TYPES = [inPackage("next/dist/bin/next"), "typegen"];

await main(async () => {
  ensureInstalled();
  const routes = await check("route types", [ROUTE_TYPES]);
  if (!routes.ok) throw new Sorry(`The route types could not be generated:\n${routes.output}`);
  const results = await Promise.all(Object.entries(CHECKS).map(([name, steps]) => check(name, steps)));
  const failed = results.filter((each) => !each.ok);
  for (const { name, output } of failed) console.log(`\n── ${name} ──\n${output.trim()}`);
  console.log(`\n${results.map(({ name, ok }) => `${ok ? "✓" : "✗"} ${name}`).join("   ")}`);
  process.exitCode = failed.length ? 1 : 0;
});

function inPackage(script) {
  return path.join(ROOT, "node_modules", script);
}

async function check(name, steps) {
  let output = "";
  for (const [script, ...args] of steps) {
    const done = await run(script, args);
    output += done.output;
    if (done.code !== 0) return { name, ok: false, output };
  }
  return { name, ok: true, output };
}

function run(script, args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
    const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
