import { sql } from "drizzle-orm";
import { beforeEach, expect, test, vi } from "vitest";
import { openDatabase } from "@/lib/db/client";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { problemsOf } from "./judge";
import { readFacts } from "./read-facts";
import { readReady } from "./read-ready";

// Read on import; the tests open their own.
vi.hoisted(() => vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});

/** Readiness and health say the same. */
async function why(): Promise<string | null> {
  const { db } = database;
  const ready = await readReady(db);
  if (ready !== null) expect(problemsOf(await readFacts(db))).toEqual([{ severity: "unwell", message: ready }]);
  return ready;
}

const BEHIND = "The database lacks migrations of this version: run `npm run db:migrate`.";

test("a database that is up to date is ready, one of a later version too, and no worker is missed", async () => {
  expect(await why()).toBeNull();
  await database.db.execute(sql`insert into swath.migrations (hash, created_at) values ('later', 9999999999999)`);
  expect(await why()).toBeNull();
});

test("one that lacks a migration, all of them, or the whole schema is told what to run", async () => {
  await database.db.execute(sql`delete from swath.migrations where id = (select max(id) from swath.migrations)`);
  expect(await why()).toBe(BEHIND);
  await database.db.execute(sql`drop table swath.migrations`);
  expect(await why()).toBe(BEHIND);
  await database.db.execute(sql`drop schema swath cascade`);
  expect(await why()).toBe(BEHIND);
});

test("one that takes no writes, and one that does not answer, are told as such", async () => {
  const readOnly = openDatabase(database.url, { settings: { default_transaction_read_only: "on" } });
  expect(await readReady(readOnly.db)).toBe("The database takes no writes: it is a standby, or set to read-only.");
  await readOnly.end();
  const away = openDatabase("postgres://nobody@127.0.0.1:1/none");
  expect(await readReady(away.db)).toBe("The database does not answer.");
  await away.end();
});
