import net from "node:net";
import pg from "pg";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { AppError } from "@/lib/model/errors";
import { testDatabase } from "@/lib/testing/database";
import { isConnectionLost } from "./connection-lost";

let url: string;
beforeAll(async () => {
  url = (await testDatabase()).url;
});

/** A server that does this with whoever connects. */
async function server(greet: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const listening = net.createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    greet(socket);
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    listening.close();
  });
  return `postgres://nobody@127.0.0.1:${(listening.address() as net.AddressInfo).port}/there`;
}

const connect = (to: string, config: pg.ClientConfig = {}) =>
  new pg.Client({ connectionString: to, connectionTimeoutMillis: 100, ...config }).connect();

/** A pool on the test database, until the end of the test. */
function openPool(config: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 1, ...config });
  pool.on("error", () => {}).on("connect", (client) => void client.on("error", () => {}));
  onTestFinished(() => (pool.ended ? undefined : pool.end()));
  return pool;
}

const WAYS: Record<string, () => Promise<unknown>> = {
  "nobody listens": () => connect("postgres://nobody@127.0.0.1:1/there"),
  "the host has no address": () => connect("postgres://nobody@swath.invalid/there", { connectionTimeoutMillis: 3_000 }),
  "the network knows no way": async () => {
    throw Object.assign(new Error("connect EHOSTUNREACH"), { code: "EHOSTUNREACH" });
  },
  "who listens hangs up": async () => connect(await server((socket) => socket.destroy())),
  "who listens resets": async () => connect(await server((socket) => socket.resetAndDestroy())),
  "who listens says nothing": async () => connect(await server(() => {})),
  "who listens can't start TLS now": async () =>
    connect(await server((socket) => socket.write("E")), { ssl: { rejectUnauthorized: false } }),
  "no connection of the pool is free in time": async () => {
    const pool = openPool({ connectionTimeoutMillis: 100 });
    const held = await pool.connect();
    return pool.query("select 1").finally(() => held.release());
  },
  "the pool has ended": async () => {
    const pool = openPool();
    await pool.end();
    return pool.query("select 1");
  },
  "the answer takes too long": () => openPool({ query_timeout: 50 }).query("select pg_sleep(0.2)"),
  "the session was ended": () => openPool().query("select pg_terminate_backend(pg_backend_pid())"),
  "it was lost by the statement before": async () => {
    const client = await openPool().connect();
    await client.query("select pg_terminate_backend(pg_backend_pid())").catch(() => {});
    return client.query("select 1").finally(() => client.release(true));
  },
};

test.each(Object.entries(WAYS))("a connection is lost where %s", async (_, way) => {
  const error: unknown = await way().catch((thrown: unknown) => thrown);
  expect(error).toSatisfy(isConnectionLost);
  expect(new Error("Failed query", { cause: error })).toSatisfy(isConnectionLost);
});

test("what a statement, a verb or somebody's code complains of is no lost connection", async () => {
  const wrong: unknown = await openPool()
    .query("select 1 / 0")
    .catch((error: unknown) => error);
  const others = [wrong, new AppError("CONFLICT", "no"), new TypeError("x is not a function"), "Connection terminated"];
  for (const other of others) expect(isConnectionLost(other)).toBe(false);
});
