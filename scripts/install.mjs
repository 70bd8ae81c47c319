import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./pg.mjs";
import { Sorry } from "./sorry.mjs";

/** Runs `npm ci` when node_modules is missing or isn't what the lockfile says. */
export function ensureInstalled() {
  if (matchesLock()) return;
  console.log("Installing packages…");
  const [command, ...before] = npm();
  // Nothing in the tree needs an install script; and NODE_ENV=production would leave out what the build needs.
  const flags = ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const done = spawnSync(command, [...before, ...flags], { cwd: ROOT, stdio: "inherit" });
  if (done.status !== 0) throw new Sorry("Installing the packages failed (see above).");
}

function matchesLock() {
  const installed = readPackages(path.join(ROOT, "node_modules/.package-lock.json"));
  const wanted = readPackages(path.join(ROOT, "package-lock.json"));
  return Object.entries(wanted).every(([where, entry]) => {
    if (where === "" || entry.link) return true;
    // Packages for other platforms are in the lockfile, never on the disk.
    return installed[where] ? installed[where].integrity === entry.integrity : entry.optional === true;
  });
}

function readPackages(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")).packages : {};
}

function npm() {
  const beside = path.resolve(path.dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  const script = [process.env.npm_execpath, beside].find((each) => each?.endsWith(".js") && fs.existsSync(each));
  return script ? [process.execPath, script] : ["npm"];
}
