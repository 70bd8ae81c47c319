import { sql } from "drizzle-orm";
import { doublePrecision, integer, pgTable, real } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { listRecords } from "@/lib/testing/verbs";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { runBulk } from "@/lib/testing/run-bulk";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db);
  registerTable(
    defineTable(pgTable("floats", { id: integer("id").primaryKey(), r: real("r"), d: doublePrecision("d") })),
  );
  await db.execute(sql`create table floats (id int primary key, r real, d double precision)`);
  await db.execute(sql`insert into floats values (1, 16777216, 1e15), (2, 0.1, 1e-7), (3, 32.38, 0.1)`);
});

const matching = async (column: string, operator: string, value: unknown) => {
  const filter = { join: "and" as const, rules: [{ column, operator, value }] };
  return (await listRecords({ db, actor }, { table: "floats", filter })).rows.map(({ id }) => id);
};

test("a float is found by what is shown of it, and compared as what it is", async () => {
  expect(await matching("r", "is", "0.1")).toEqual(["2"]);
  expect(await matching("r", "gt", "32.38")).toEqual(["1"]);
  expect(await matching("d", "is", "1e-07")).toEqual(["2"]);
});

test("a float computes in its own type", async () => {
  const task = await runBulk(
    db,
    actor,
    { kind: "update", columns: { d: { op: "add", by: "1" }, r: { op: "add", by: "8" } } },
    { table: "floats" },
  );
  expect(task.counts.changed).toBe(3);
  const [row] = await db.execute(sql`select r::text as r, d::text as d from floats where id = 1`);
  expect(row).toEqual({ r: "1.6777224e+07", d: "1.000000000000001e+15" });
});
