import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { ROOT } from "./pg.mjs";
import { ensurePrograms } from "./programs/programs.mjs";
import { main, Sorry } from "./sorry.mjs";

const RESULTS = path.join(ROOT, "test-results");
const SUITES = { unit, e2e };

// Tests make their own databases: whatever this shell points at is not theirs.
delete process.env.DATABASE_URL;
delete process.env.SWATH_DATA_DIR;
delete process.env.PORT;
Object.assign(process.env, { SWATH_ENV_FILES: "off", NEXT_TELEMETRY_DISABLED: "1" });

await main(async () => {
  const [first, ...rest] = process.argv.slice(2);
  const chosen = first in SUITES ? [first] : Object.keys(SUITES);
  const args = first in SUITES ? rest : process.argv.slice(2);
  if (args.length && chosen.length > 1) throw new Sorry("Say which: npm test -- unit …, or npm test -- e2e …");
  ensureInstalled();
  fs.mkdirSync(RESULTS, { recursive: true });

  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const name of chosen) {
    const result = await SUITES[name](args).catch((error) => {
      console.error(error instanceof Sorry ? `swath: ${error.message}` : error);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    for (const key of Object.keys(sum)) sum[key] += result[key];
  }
  // Nothing that ran is no success.
  process.exitCode = sum.failed || !sum.passed ? 1 : 0;
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
});

async function unit(args) {
  ensurePrograms();
  const file = path.join(RESULTS, "unit.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run("vitest/vitest.mjs", ["run", ...reporters, ...args], file);
  const report = readReport(file);
  // A file that doesn't load has no tests to count.
  const unloaded = report.testResults.filter(
    (each) => each.status === "failed" && !each.assertionResults.length,
  ).length;
  return atLeastOneFailed(code, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

async function e2e(args) {
  const file = path.join(RESULTS, "e2e.json");
  const env = { ...(await findBrowser()), PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  await ensureBuilt();
  const code = await run("@playwright/test/cli.js", ["test", "--reporter=list,json", ...args], file, env);
  const { stats, errors, suites } = readReport(file);
  for (const title of unsteady(suites)) console.log(`Passed only at the second try: ${title}`);
  return atLeastOneFailed(code, {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (stats.unexpected ? 0 : errors.length),
    skipped: stats.skipped,
  });
}

/** Titles of the tests that failed first and then passed. */
function unsteady(suites) {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? [])
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(({ file, line, title }) => `${file}:${line} › ${title}`),
    ...unsteady(suite.suites ?? []),
  ]);
}

/** Runs a package's own command with its output shown; answers its exit code. */
function run(script, args, report, env = {}) {
  fs.rmSync(report, { force: true });
  const child = spawn(process.execPath, [path.join(ROOT, "node_modules", script), ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function readReport(file) {
  if (!fs.existsSync(file)) throw new Sorry("The tests ended without a report (see above).");
  return JSON.parse(fs.readFileSync(file, "utf8"));
}

function atLeastOneFailed(code, result) {
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}
