import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import type { Db } from "./client";
import { whyBusy } from "./why-busy";

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const refused = (work: () => Promise<unknown>) =>
  work().then(
    () => undefined,
    (error: unknown) => whyBusy(error),
  );

test("what the whole database lacks is said in a sentence, also for an edit that runs at once", async () => {
  expect(await refused(() => db.execute(sql`do $$ begin raise disk_full; end $$`))).toBe(
    "The database has no room left on its disk, so nothing was changed. Tell an administrator.",
  );
  const reading = () => db.transaction((tx) => tx.execute(sql`delete from places`), { accessMode: "read only" });
  expect(await refused(reading)).toBe(
    "The database takes no writes at present, so nothing was changed. Try again later.",
  );
});

test("what a function of somebody's brings about is not the database's", async () => {
  expect(await refused(() => db.execute(sql`do $$ begin raise out_of_memory; end $$`))).toBeUndefined();
  expect(await refused(() => db.execute(sql`select 1 / 0`))).toBeUndefined();
});
