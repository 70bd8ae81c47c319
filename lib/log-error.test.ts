import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { customersTable } from "@/lib/db/sample/superstore";
import { users } from "@/lib/db/schema/users";
import { testDatabase } from "@/lib/testing/database";
import { errorForLog } from "./log-error";

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
  await db.execute(sql`create function tell() returns trigger language plpgsql as $$
    begin raise exception 'no more %', new.notes using errcode = 'ZX001', hint = new.notes; end $$`);
  await db.execute(sql`create table told (notes text, n int check (n > 0))`);
  await db.execute(sql`create trigger told before insert on told for each row execute function tell()`);
});

const SECRET = "s3cret-value";

async function logged(work: () => Promise<unknown>): Promise<string> {
  const error: unknown = await work().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  // The error itself does hold it: else nothing is proved.
  const { message, cause } = error as Error;
  expect(JSON.stringify([message, cause, (cause as Error).message])).toContain(SECRET);
  return JSON.stringify(errorForLog(error));
}

test("an error of the database is told without the values that it was asked with, or quotes", async () => {
  const person = { email: `${SECRET}@example.test`, name: SECRET, passwordHash: SECRET, role: "editor" as const };
  await db.insert(users).values(person);
  const customer = { id: "A", name: SECRET, segment: "Consumer" as const };
  const texts = await Promise.all([
    logged(async () => db.insert(users).values(person)),
    logged(async () => db.insert(customersTable).values({ ...customer, id: SECRET.repeat(2) })),
    logged(async () => db.insert(customersTable).values({ ...customer, creditLimit: "-1" })),
    logged(async () => db.execute(sql`select ${SECRET}::text::int`)),
    logged(async () => db.execute(sql`insert into told (notes) values (${SECRET})`)),
    logged(async () => db.execute(sql`select ${SECRET}::text from nowhere`)),
  ]);
  for (const text of texts) expect(text).not.toContain(SECRET);
  expect(JSON.parse(texts[0])).toMatchObject({
    message: "Failed query",
    query: expect.stringContaining("insert into"),
    cause: { code: "23505", message: "SQLSTATE 23505", constraint: expect.any(String), table: "users" },
  });
  // What names tables and columns only stays readable.
  expect(JSON.parse(texts[5])).toMatchObject({ cause: { message: 'relation "nowhere" does not exist' } });
  expect(JSON.parse(texts[4])).toMatchObject({ cause: { code: "ZX001", message: "SQLSTATE ZX001" } });
});

test("any other error keeps its message and where it was thrown", () => {
  const error = new TypeError("two\nlines", { cause: new Error("inner") });
  const told = errorForLog(error) as { stack: string };
  expect(told).toMatchObject({ type: "TypeError", message: "two\nlines", cause: { message: "inner" } });
  expect(told.stack).toMatch(/^TypeError: two\nlines\n\s+at .*log-error\.test/);
  expect(errorForLog("a text")).toBe("a text");
});
