import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSilentProxy } from "@/crash/silent-proxy";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Database, openDatabase, type Tx } from "./client";
import { isConnectionLost } from "./connection-lost";
import { workerHeartbeats } from "./schema/worker-heartbeats";
import { untilAsleep, untilGone } from "@/lib/testing/sessions";

let database: TestDatabase;
let admin: Database;
const uncaught: unknown[] = [];
beforeAll(async () => {
  database = await testDatabase();
  admin = openDatabase(database.url, { max: 1 });
  process.on("uncaughtException", (error) => uncaught.push(error));
});
afterAll(() => admin.end());

const kill = (pid: number) => admin.db.execute(sql`select pg_terminate_backend(${pid}::int)`);
const insert = (tx: Tx, id: string) =>
  tx.execute(sql`insert into swath.worker_heartbeats (id, host, pid, version) values (${id}, 'host', 1, '1')`);

async function written(): Promise<number> {
  // More queries than connections, so that the lost one is opened again and used. The first query on it may still be
  // told of the loss.
  await Promise.allSettled(Array.from({ length: 20 }, () => database.db.execute(sql`select pg_sleep(0.01)`)));
  const rows = await database.db.execute(sql`select id from swath.worker_heartbeats`);
  return rows.length;
}

/** What it failed with: the server's own word, or the socket's where the reset came first. */
async function transactionKilled(then: (tx: Tx, pid: number) => Promise<unknown>): Promise<unknown> {
  const lost = database.db.transaction(async (tx) => {
    const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await insert(tx, "before");
    await then(tx, backend?.pid ?? 0);
    await insert(tx, "after");
  });
  return lost.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("a connection that dies during a statement ends the transaction and nothing else", async () => {
  const error = await transactionKilled((tx, pid) => {
    void untilAsleep(admin.db).then(() => kill(pid));
    return tx.execute(sql`select pg_sleep(5)`);
  });
  expect(error).toSatisfy(isConnectionLost);
  expect(await written()).toBe(0);
  expect(uncaught).toEqual([]);
});

test("no statement of a transaction runs outside of it after the connection died between two statements", async () => {
  const error = await transactionKilled(async (_tx, pid) => {
    await kill(pid);
    await untilGone(admin.db, pid);
    await written();
  });
  expect(error).toSatisfy(isConnectionLost);
  expect(await written()).toBe(0);
  expect(uncaught).toEqual([]);
});

test("the same inside a savepoint", async () => {
  const error = await transactionKilled((tx, pid) =>
    tx.transaction(async (savepoint) => {
      await kill(pid);
      await untilGone(admin.db, pid);
      await insert(savepoint, "inside");
    }),
  );
  expect(error).toSatisfy(isConnectionLost);
  expect(await written()).toBe(0);
  expect(uncaught).toEqual([]);
});

test("an error of the caller's own rolls back as ever, even if it looks like a network error", async () => {
  const own = Object.assign(new Error("the webhook hung up"), { code: "ECONNRESET" });
  const lost = database.db.transaction(async (tx) => {
    await insert(tx, "own");
    throw own;
  });
  await expect(lost).rejects.toBe(own);
  expect(await written()).toBe(0);
});

test("when connections are reset again and again, every query settles, and none claims a success it did not have", async () => {
  const proxy = await startSilentProxy(Number(new URL(database.url).port));
  const through = new URL(database.url);
  through.port = String(proxy.port);
  const { db, end } = openDatabase(through.toString(), { max: 3 });
  let [pending, wrong, stop] = [0, 0, false];
  const one = (on: Tx | Database["db"]) => on.execute<{ one: number }>(sql`select 1 as one from pg_sleep(0.003)`);
  const other = new Set<unknown>();
  const ask = async (_: unknown, i: number) => {
    while (!stop) {
      pending += 1;
      const rows = await (i % 2 ? one(db) : db.transaction(one)).catch((error: unknown) => {
        if (!isConnectionLost(error)) other.add(error);
      });
      pending -= 1;
      if (rows && rows[0]?.one !== 1) wrong += 1;
    }
  };
  const asking = Array.from({ length: 10 }, ask);
  for (let i = 0; i < 20; i++) {
    await sleep(50);
    proxy.reset();
  }
  stop = true;
  await vi.waitFor(() => expect(pending).toBe(0), 5_000);
  await Promise.all(asking);
  expect({ pending, wrong, other }).toEqual({ pending: 0, wrong: 0, other: new Set() });
  await end();
  await proxy.end();
});

test("no connection is kept by a transaction that could not begin", async () => {
  const proxy = await startSilentProxy(Number(new URL(database.url).port));
  const through = new URL(database.url);
  through.port = String(proxy.port);
  const { db, end } = openDatabase(through.toString(), { max: 1 });
  const one = sql`select 1 as one`;
  await db.execute(one);
  const begun = db.transaction((tx) => tx.execute(one));
  proxy.reset();
  await expect(begun).rejects.toSatisfy(isConnectionLost);
  expect(await db.transaction((tx) => tx.execute(one))).toEqual([{ one: 1 }]);
  await end();
  await proxy.end();
});

test("what went wrong in a transaction is told also where the connection is gone by then", async () => {
  const own = new Error("the caller's own");
  const failed = database.db.transaction(async (tx) => {
    const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await kill(backend?.pid ?? 0);
    await untilGone(admin.db, backend?.pid ?? 0);
    throw own;
  });
  await expect(failed).rejects.toBe(own);
  expect(uncaught).toEqual([]);
});

test("a transaction whose connection goes while it commits is told as lost, and its pool goes on", async () => {
  await admin.db.execute(
    sql`create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(5); return null; end'`,
  );
  await admin.db.execute(sql`create constraint trigger slow after insert on swath.worker_heartbeats
    deferrable initially deferred for each row execute function slow()`);
  try {
    let pid = 0;
    const lost = database.db.transaction(async (tx) => {
      const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      pid = backend?.pid ?? 0;
      await insert(tx, "at commit");
    });
    void untilAsleep(admin.db).then(() => kill(pid));
    await expect(lost).rejects.toSatisfy(isConnectionLost);
    expect(await written()).toBe(0);
    expect(uncaught).toEqual([]);
  } finally {
    await admin.db.execute(sql`drop function slow() cascade`);
  }
});

test("a transaction in which a refused statement was passed over is never told as committed", async () => {
  const passedOver = database.db.transaction(async (tx) => {
    await insert(tx, "first");
    await tx.execute(sql`select 1 / 0`).catch(() => {});
  });
  await expect(passedOver).rejects.toThrow("rolled back");
  expect(await written()).toBe(0);
});

test("what a savepoint refuses is undone alone, also one inside another", async () => {
  await database.db
    .transaction(async (tx) => {
      await insert(tx, "outer");
      const inner = tx.transaction(async (first) => {
        await insert(first, "inner");
        const innermost = first.transaction((second) => insert(second, "outer"));
        await expect(innermost).rejects.toThrow("Failed query");
        return first.execute(sql`select id from swath.worker_heartbeats order by id`);
      });
      expect(await inner).toEqual([{ id: "inner" }, { id: "outer" }]);
      tx.rollback();
    })
    .catch(() => {});
  expect(await written()).toBe(0);
});

test("a statement that runs out of time ends its transaction, not the connection", async () => {
  const { db, end } = openDatabase(database.url, { max: 1, settings: { statement_timeout: "50ms" } });
  const pid = sql`select pg_backend_pid() as pid`;
  const before = await db.execute(pid);
  const late = db.transaction((tx) => tx.execute(sql`select pg_sleep(5)`));
  await expect(late).rejects.toMatchObject({ cause: { code: "57014" } });
  expect(await db.execute(pid)).toEqual(before);
  await end();
});

test("more transactions than connections wait for their turn", async () => {
  const { db, end } = openDatabase(database.url, { max: 2 });
  const one = (n: number) => db.transaction((tx) => tx.execute(sql`select ${n}::int as n from pg_sleep(0.01)`));
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => one(n)));
  expect(answers).toEqual(Array.from({ length: 20 }, (_, n) => [{ n }]));
  await end();
});

test("nothing is prepared by name, so a transaction pooler may stand in between", async () => {
  const { db, end } = openDatabase(database.url, { max: 1 });
  for (let i = 0; i < 10; i++) await db.execute(sql`select ${i}::int`);
  await db.transaction((tx) =>
    tx.select({ id: workerHeartbeats.id }).from(workerHeartbeats).where(eq(workerHeartbeats.id, "x")),
  );
  expect(await db.execute(sql`select name from pg_prepared_statements where name <> ''`)).toEqual([]);
  await end();
});
