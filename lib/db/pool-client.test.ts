import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startSilentProxy } from "@/crash/silent-proxy";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Database, openDatabase, type Tx } from "./client";
import { isConnectionLost } from "./connection-lost";
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
  const ask = async () => {
    while (!stop) {
      pending += 1;
      const rows = await db.execute<{ one: number }>(sql`select 1 as one from pg_sleep(0.003)`).catch(() => undefined);
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
  expect({ pending, wrong }).toEqual({ pending: 0, wrong: 0 });
  await end();
  await proxy.end();
});

test("within a transaction a value's text is one that its type reads again, whatever the database is set to", async () => {
  await admin.db.execute(sql`
    do $$ begin
      execute format('alter database %I set datestyle to ''SQL, DMY''', current_database());
      execute format('alter database %I set intervalstyle to ''sql_standard''', current_database());
      execute format('alter database %I set extra_float_digits to 0', current_database());
      execute format('alter database %I set bytea_output to ''escape''', current_database());
    end $$`);
  const other = openDatabase(database.url, { max: 1 });
  const texts = sql`select date '2026-02-01'::text as day, (interval '1 mon -1 day')::text as span,
    (0.1::float8 + 0.2::float8)::text as number, '\\x00ff'::bytea::text as bytes`;
  const [outside] = await other.db.execute(texts);
  expect(outside).toMatchObject({ day: "01/02/2026", number: "0.3" });
  const [inside] = await other.db.transaction((tx) => tx.execute(texts));
  expect(inside).toEqual({
    day: "2026-02-01",
    span: "1 mon -1 days",
    number: "0.30000000000000004",
    bytes: "\\x00ff",
  });
  // The order of day and month in what people type stays the database's own.
  const [typed] = await other.db.transaction((tx) => tx.execute(sql`select date '01/02/2026'::text as day`));
  expect(typed).toEqual({ day: "2026-02-01" });
  await other.end();
});
