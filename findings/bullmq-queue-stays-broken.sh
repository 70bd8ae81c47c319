#!/bin/sh
# bullmq 6.7.0: a queue whose very first look at Redis was refused stays broken for as long as its process lives.
#
# Common guess   What was refused once is asked again: when Redis has been put right and the connection is well (its status
#                is "ready", `ping` answers), `queue.add` works as well.
# Behaviour      The first command of a queue's connection is INFO, for the version. Its rejection is kept: every later
#                `add` is rejected with that same error, without asking Redis anything. The connection is not to blame: a
#                second queue, made on the very same one, works at once.
# Whom it hurts  Whoever gives an application an account of the least right (no INFO), or whose Redis refuses commands for
#                a moment at the start: granting the right mends nothing, each process has to be restarted, and a health
#                check by `ping` says all the while that the queue is well.
#
# Needs sh, npm, Node 20 or later and redis-server (6 or later). Everything happens in a temporary folder, on the loopback.
# Ends with 0 as long as the behaviour is the one above, with 1 when it has changed.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
command -v redis-server >/dev/null || { echo "redis-server is not installed"; exit 1; }
echo '{ "type": "module" }' >package.json
npm install --ignore-scripts --no-audit --no-fund --loglevel=error bullmq@6.7.0 ioredis@6.0.0 >/dev/null

cat >show.js <<'JS'
import { spawn } from "node:child_process";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Queue } from "bullmq";
import { Redis } from "ioredis";

const port = await new Promise((resolve) => {
  const server = net.createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const server = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], { stdio: "ignore" });
process.on("exit", () => server.kill());

const admin = new Redis({ port, retryStrategy: () => 100 });
admin.on("error", () => {});
// An account with every right but one.
await admin.call("ACL", "SETUSER", "app", "on", ">secret", "~*", "&*", "+@all", "-info");

const connection = new Redis({ port, username: "app", password: "secret", enableReadyCheck: false });
connection.on("error", () => {});
const queue = new Queue("mail", { connection });
queue.on("error", () => {});
const add = (to) =>
  to.add("letter", {}).then(
    () => "added",
    (error) => (/NOPERM.*info/i.test(error.message) ? "refused: no right to INFO" : error.message),
  );

const seen = { atFirst: await add(queue) };
await admin.call("ACL", "SETUSER", "app", "+info");
await sleep(1_000);
seen.infoNow = (await connection.info("server")).includes("redis_version") ? "answers" : "does not";
seen.connection = `${connection.status}, ${await connection.ping()}`;
seen.afterwards = await add(queue);
await sleep(2_000);
seen.later = await add(queue);
seen.anotherQueueOnTheSameConnection = await add(new Queue("mail", { connection }));

console.log(seen);
const expected = {
  atFirst: "refused: no right to INFO",
  infoNow: "answers",
  connection: "ready, PONG",
  afterwards: "refused: no right to INFO",
  later: "refused: no right to INFO",
  anotherQueueOnTheSameConnection: "added",
};
const same = isDeepStrictEqual(seen, expected);
console.log(same ? "As described: bullmq 6.7.0, ioredis 6.0.0." : "The behaviour has changed.");
process.exit(same ? 0 : 1);
JS
node show.js
