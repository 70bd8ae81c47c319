import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { type Db, openDatabase } from "./client";
import { whyBusy } from "./why-busy";
import { withinTime } from "./within-time";

let db: Db;
let url: string;
beforeAll(async () => {
  ({ db, url } = await testDatabase());
});

const nap = (seconds: number) => sql`select pg_sleep(${seconds}::float8), 'slow' as swath_slow`;
const napping = async () => {
  const rows = await db.execute(
    sql`select from pg_stat_activity where query like '%swath\_slow%' and state = 'active' and pid <> pg_backend_pid() and datname = current_database()`,
  );
  return rows.length;
};

test("what takes too long is ended, and told as such", async () => {
  expect(await withinTime(db, 50, (tx) => tx.execute(nap(5)))).toBeUndefined();
  expect(await withinTime(db, 5_000, (tx) => tx.execute(sql`select 1 as one`))).toEqual([{ one: 1 }]);
});

test("a statement ends when whoever asked has left, and the connection is good for the next", async () => {
  const asks = new AbortController();
  const asked = withinTime(db, 20_000, (tx) => tx.execute(nap(15)), asks.signal);
  while ((await napping()) === 0) await sleep(20);
  asks.abort();
  await expect(asked).rejects.toMatchObject({ cause: { code: "57014" } });
  expect(await napping()).toBe(0);
  for (let i = 0; i < 12; i++) await db.execute(sql`select 1`);
});

test("as many as the pool has connections may leave at once, and all are free again soon", async () => {
  const small = openDatabase(url, { max: 3 });
  try {
    const asks = new AbortController();
    const asked = [1, 2, 3].map(() => withinTime(small.db, 20_000, (tx) => tx.execute(nap(15)), asks.signal));
    while ((await napping()) < 3) await sleep(20);
    asks.abort();
    const codes = await Promise.allSettled(asked);
    expect(codes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(await small.db.execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
  } finally {
    await small.end();
  }
}, 10_000);

test("whoever has left before anything began costs no statement", async () => {
  const asked = withinTime(db, 20_000, (tx) => tx.execute(nap(15)), AbortSignal.abort());
  await expect(asked).rejects.toMatchObject({ name: "AbortError" });
});

test("a pool of which every connection is taken is busy, not broken", async () => {
  const small = openDatabase(url, { max: 1, connectMs: 200 });
  try {
    const long = small.db.execute(nap(1)).then(() => "done");
    const refused: unknown = await small.db.execute(sql`select 1`).catch((error: unknown) => error);
    expect(whyBusy(refused)).toBe("Everybody waits for the database. Try again in a moment.");
    expect(await long).toBe("done");
  } finally {
    await small.end();
  }
});
