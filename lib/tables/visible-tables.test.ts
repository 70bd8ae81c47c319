import { sql } from "drizzle-orm";
import { pgSchema, pgTable, serial } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import { createUser } from "@/lib/testing/builders";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { defineTable } from "./define-table";
import { registerTable } from "./registry";
import { visibleTables } from "./visible-tables";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.db.execute(sql`create schema "odd ""one"`);
  await database.db.execute(sql`create table "odd ""one".ledger (id serial primary key)`);
  registerTable(
    defineTable(pgSchema('odd "one').table("ledger", { id: serial("id").primaryKey() }), { access: { view: "admin" } }),
  );
  registerTable(defineTable(pgTable("not_in_this_database", { id: serial("id").primaryKey() })));
});

const namesFor = async (role: "viewer" | "admin") => {
  const actor = await createUser(database.db, { role });
  return (await visibleTables({ db: database.db, actor })).map((table) => table.name);
};

test("a declared table that this database lacks is not offered", async () => {
  const names = await namesFor("admin");
  expect(names).toContain("places");
  expect(names).not.toContain("not_in_this_database");
});

test("a table is offered to those whose role may view it", async () => {
  expect(await namesFor("admin")).toContain("ledger");
  expect(await namesFor("viewer")).not.toContain("ledger");
});
