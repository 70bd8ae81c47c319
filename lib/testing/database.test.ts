import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { createUser, insertPlaces } from "./builders";
import { testDatabase, type TestDatabase } from "./database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});

test("each test database is its own", async () => {
  const other = await testDatabase();
  await insertPlaces(database.db, 5);
  const [count] = await other.db.execute<{ count: string }>(sql`select count(*) from places`);
  expect(count?.count).toBe("0");
});

test("builders continue where the last call ended", async () => {
  const [first = 0] = await insertPlaces(database.db, 5);
  expect(await insertPlaces(database.db, 2, { country: "DE" })).toEqual([first + 5, first + 6]);
  const user = await createUser(database.db, { role: "viewer" });
  expect(user.role).toBe("viewer");
});

test("the queue's schema is there", async () => {
  await database.db.execute(sql`select graphile_worker.add_job('nothing', '{}'::json)`);
  const [count] = await database.db.execute<{ count: string }>(sql`select count(*) from graphile_worker.jobs`);
  expect(count?.count).toBe("1");
});
