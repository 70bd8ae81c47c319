import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Sorry } from "../sorry.mjs";

/** What some tests start, on the loopback; Debian's packages have the same names. */
const PROGRAMS = ["pgbouncer", "openssl", "redis-server"];
const FOLDERS = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"];

/** Where a program is on this machine; undefined when it is not there. */
export function programPath(name) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...FOLDERS];
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/**
 * Installs the programs that are missing where that is possible (Debian, as root). Elsewhere their tests count as skipped,
 * unless SWATH_TEST_PROGRAMS=required, as in CI.
 */
export function ensurePrograms() {
  const missing = PROGRAMS.filter((name) => !programPath(name));
  if (missing.length === 0) return;
  const failure = install(missing);
  if (failure === undefined) return;
  const why = `${missing.join(" and ")} missing: ${failure}`;
  if (process.env.SWATH_TEST_PROGRAMS === "required") throw new Sorry(why);
  console.log(`Some tests will be skipped, ${why}`);
}

/** What kept them from being installed; undefined when they are there. */
function install(names) {
  if (!fs.existsSync("/etc/debian_version") || process.getuid?.() !== 0)
    return "they are installed by themselves on Debian, as root, only";
  console.log(`Installing ${names.join(" and ")}…`);
  // At this run level packages start no services of theirs.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const apt = (...args) => spawnSync("apt-get", ["-qq", ...args], { env, encoding: "utf8", timeout: 180_000 });
  const add = () => apt("install", "-y", "--no-install-recommends", ...names);
  let done = add();
  if (done.status !== 0 && apt("update").status === 0) done = add();
  if (done.status === 0) return undefined;
  return done.error?.message ?? done.stderr.trim().split("\n").at(-1) ?? "apt-get failed";
}
