import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { applyPlan, planInserts } from "@/lib/testing/verbs";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { allTables, getTable } from "@/lib/tables/registry";
import type { TableDef } from "@/lib/tables/table-def";
import { createUser } from "@/lib/testing/builders";
import { foreignDatabase } from "@/lib/testing/foreign-database";
import type { Tried } from "@/lib/testing/relation/tried";
import { tryRelation } from "@/lib/testing/relation/try-relation";
import { foundTables, loadTables } from "./load-tables";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await foreignDatabase());
  actor = await createUser(db, { role: "admin" });
  await loadTables(db);
});

const WITHOUT_KEY = `
  far.lines far.plain far.read_only keys.unique_of_expression keys.unique_of_some kinds.by_key_not_unique
  kinds.m_keyed kinds.no_columns kinds.one_column kinds.v_by_rule kinds.v_by_trigger kinds.v_grouped
  kinds.v_join kinds.v_of_two kinds.v_without_key rules.also_log shop.best_sellers shop.cities
  shop.no_key shop.order_totals shop.unique_nullable`
  .trim()
  .split(/\s+/)
  .map(
    (name) => `${name}: Nothing tells its records apart: give it a primary key, or a unique key that is never empty.`,
  );

/** The whole table as text, by key. */
async function contents({ pgTable, key }: TableDef): Promise<string[]> {
  const rows = await db.execute<{ row: string }>(
    sql`select (${pgTable}.*)::text as row from ${pgTable} order by ${key.order}`,
  );
  return rows.map(({ row }) => row);
}

test("every table with a key is there, and of the others it is said why not", () => {
  const found = foundTables();
  expect(found.length).toBeGreaterThan(150);
  const missing = found.filter(({ why }) => why !== null).map(({ name, why }) => `${name}: ${why}`);
  expect(missing).toEqual([
    ...WITHOUT_KEY.slice(0, 3),
    "keys.k_five: Its key has more than 4 columns.",
    ...WITHOUT_KEY.slice(3),
  ]);
  expect(getTable("shop.orders").name).not.toBe(getTable("archive.orders").name);
  expect(getTable("Odd~20Names.a~2Eb").column("c.d").label).toBe("C.d");
  expect(getTable("orders_of_public").label).toBe("Orders of public");
});

test("references, labels and what starts hidden are read off the schema", () => {
  expect(getTable("shop.orders").column("customer_id")).toMatchObject({
    kind: "foreignKey",
    references: { table: "shop.customers", column: "id" },
  });
  expect(getTable("shop.customers").column("password_hash").hidden).toBe(true);
  expect(getTable("shop.products").recordLabel.id).toBe("title");
  expect(getTable("shop.products").column("price_with_tax").editable).toBe(false);
  expect(getTable("shop.customers").column("email").help).toBe("Where invoices go");
  expect(getTable("kinds.source").recordLabel.id).toBe("code");
  const list = (name: string) => getTable("types.lists").column(name);
  expect(list("v_numeric_array")).toMatchObject({ kind: "array", itemKind: "decimal" });
  expect(list("v_boolean_array")).toMatchObject({ kind: "array", itemKind: "boolean" });
  expect(list("v_enum_array")).toMatchObject({
    kind: "array",
    itemKind: "enum",
    enumValues: ["sad", "ok", "Ok", "happy, really"],
  });
  expect(list("v_int_matrix").kind).toBe("raw");
  for (const { name, columns } of allTables()) {
    const labels = columns.map(({ label }) => label);
    expect([name, new Set(labels).size]).toEqual([name, labels.length]);
  }
});

test("a view over one table that shows its key is edited like the table, and of the others it is said why not", () => {
  expect(getTable("kinds.v_plain")).toMatchObject({
    key: { columns: [{ id: "id" }] },
    limits: { edit: null, insert: "This is a view: records are added in the table that it shows." },
  });
  expect(getTable("kinds.v_renamed").key.columns.map(({ id }) => id)).toEqual(["Key"]);
  expect(getTable("kinds.v_computed").column("loud").editable).toBe(false);
  expect(getTable("kinds.v_cascaded").limits.edit).toBeNull();
  expect(getTable("kinds.v_losing").limits.edit).toMatch(/could take one out of it: edit the table/);
});

/** Triggers of these leave their marks. */
const LEAVES_MARKS = new Set(["shop.audited", "shop.kept"]);

/** In these words the database's own rules reach people. */
const IN_WORDS =
  /^(.+ must be unique, and another record already has this value|Other records \(.+\) still refer to this one|Overlaps with another record \(.+\)|(A|Parent) refers to a record that does not exist)\.$|^not on a Saturday$/;

test("every relation does all that it claims to allow, refuses the rest in words, and is afterwards as it was", async () => {
  const schemaOf = ({ name }: TableDef) => name.split(".")[0];
  const tables = allTables();
  const tried: Tried = { failures: [], refusals: [] };
  // Nothing refers from one schema to another.
  const each = [...new Set(tables.map(schemaOf))].map(async (schema) => {
    for (const table of tables.filter((own) => schemaOf(own) === schema)) {
      const { failures, refusals } = await tryRelation({ db, actor }, table, LEAVES_MARKS);
      tried.failures.push(...failures);
      tried.refusals.push(...refusals);
    }
  });
  await Promise.all(each);
  expect(tried.failures).toEqual([]);
  expect(tried.refusals.filter(([, message]) => !IN_WORDS.test(message))).toEqual([]);
}, 480_000);

async function undo(taskId: string): Promise<void> {
  const planned = await planUndo({ db, actor }, { taskId });
  const { task } = await applyPlan({ db, actor }, { taskId: planned.taskId });
  expect(task).toMatchObject({ counts: { conflict: 0, failed: 0, gone: 0 } });
}

test("a record is added where the table makes its key, and taken away again", async () => {
  for (const [name, values] of [
    ["shop.serial_key", { name: "new" }],
    ["shop.customers", { first_name: "Alan", last_name: "Turing" }],
    ["Odd~20Names.user", { id: 9, user: "x" }],
    // What else it needs, a trigger fills in.
    ["rules.filled_by_trigger", { id: 9, v: "New" }],
  ] as const) {
    const table = getTable(name);
    const before = await contents(table);
    const planned = await planInserts({ db, actor }, { table: name, records: [values] });
    const { task } = await applyPlan({ db, actor }, { taskId: planned.taskId });
    expect([name, task.counts.changed]).toEqual([name, 1]);
    await undo(task.id);
    expect(await contents(table)).toEqual(before);
  }
});

test("a schema that changes is noticed", async () => {
  await db.execute(sql`create table shop.later (id int primary key, name text)`);
  await loadTables(db, { now: Date.now() + 60_000 });
  await expect.poll(() => allTables().map(({ name }) => name)).toContain("shop.later");
  await db.execute(sql`alter table shop.later add column colour text`);
  await loadTables(db, { now: Date.now() + 120_000 });
  await expect.poll(() => getTable("shop.later").columns.map(({ id }) => id)).toEqual(["id", "name", "colour"]);
  await db.execute(sql`drop table shop.later`);
  await loadTables(db, { now: Date.now() + 180_000 });
  await expect.poll(() => allTables().map(({ name }) => name)).not.toContain("shop.later");
});
