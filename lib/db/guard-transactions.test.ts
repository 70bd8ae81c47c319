import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Database, openDatabase, type Tx } from "./client";

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

async function transactionKilled(then: (tx: Tx, pid: number) => Promise<unknown>): Promise<string | undefined> {
  const lost = database.db.transaction(async (tx) => {
    const [backend] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await insert(tx, "before");
    await then(tx, backend?.pid ?? 0);
    await insert(tx, "after");
  });
  return lost.then(
    () => undefined,
    (error: Error) => String((error.cause as { code?: string } | undefined)?.code ?? (error as { code?: string }).code),
  );
}

test("a connection that dies during a statement ends the transaction and nothing else", async () => {
  const code = await transactionKilled((tx, pid) => {
    setTimeout(() => void kill(pid).catch(() => {}), 100);
    return tx.execute(sql`select pg_sleep(5)`);
  });
  expect(code).toBe("CONNECTION_CLOSED");
  expect(await written()).toBe(0);
  expect(uncaught).toEqual([]);
});

test("no statement of a transaction runs outside of it after the connection died between two statements", async () => {
  const code = await transactionKilled(async (_tx, pid) => {
    await kill(pid);
    await sleep(200);
    await written();
  });
  expect(code).toBe("CONNECTION_CLOSED");
  expect(await written()).toBe(0);
  expect(uncaught).toEqual([]);
});

test("the same inside a savepoint", async () => {
  const code = await transactionKilled((tx, pid) =>
    tx.transaction(async (savepoint) => {
      await kill(pid);
      await sleep(200);
      await insert(savepoint, "inside");
    }),
  );
  expect(code).toBe("CONNECTION_CLOSED");
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
