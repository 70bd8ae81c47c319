import { spawn } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { ROOT } from "./pg.mjs";
import { Sorry } from "./sorry.mjs";

const SOURCES = ["app", "components", "lib", "public"];
const FILES = /^(proxy|instrumentation|instrumentation-node|next\.config|postcss\.config|tsconfig|package-lock)\./;
const OUT = path.join(ROOT, ".next");
const MARK = path.join(OUT, "swath-sources");
const NOT_WORTH_A_RETRY = /Type error|Failed to type check|Module not found|Parsing .* failed/;

/**
 * Builds the web app unless the build is of exactly these sources.
 * @param {AbortSignal} [signal] stops a build that is under way; then nothing is thrown
 */
export async function ensureBuilt(signal) {
  await withLock(path.join(ROOT, "node_modules/.swath-build.lock"), async () => {
    const hash = hashSources();
    if (readMark() === hash) return;
    console.log("Building the web app (about half a minute)…");
    fs.rmSync(MARK, { force: true });
    const hadCache = fs.existsSync(OUT);
    let output = await build(signal);
    // A panic of the bundler stays in its disk cache and fails every later build.
    if (output !== undefined && !signal?.aborted && hadCache && !NOT_WORTH_A_RETRY.test(output)) {
      fs.rmSync(OUT, { recursive: true, force: true });
      output = await build(signal);
    }
    if (signal?.aborted) return;
    if (output !== undefined) throw new Sorry(`The build failed:\n${output}`);
    fs.writeFileSync(MARK, hash);
  });
}

/** @returns undefined when it worked, else what it printed */
function build(signal) {
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    // Pages are dynamic: the build parses the environment but connects to nothing.
    DATABASE_URL: "postgres://build@127.0.0.1:1/none",
    AUTH_SECRET: "only-while-building-never-in-use",
  };
  const next = path.join(ROOT, "node_modules/next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"], signal });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) => resolve(code === 0 ? undefined : output));
  });
}

function readMark() {
  return fs.existsSync(MARK) ? fs.readFileSync(MARK, "utf8") : undefined;
}

function hashSources() {
  const hash = crypto.createHash("sha256").update(process.versions.node.split(".")[0]);
  const files = SOURCES.flatMap((folder) => list(path.join(ROOT, folder)));
  files.push(...fs.readdirSync(ROOT).filter((name) => FILES.test(name)));
  for (const file of files.map((each) => path.relative(ROOT, path.resolve(ROOT, each))).sort()) {
    if (/\.test\.tsx?$/.test(file) || file.startsWith(path.join("lib", "testing"))) continue;
    hash.update(file).update(fs.readFileSync(path.join(ROOT, file)));
  }
  return hash.digest("hex");
}

function list(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}
