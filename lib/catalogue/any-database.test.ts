import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { applyPlan, columnFacets, listRecords, planInserts } from "@/lib/testing/verbs";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { allTables, getTable } from "@/lib/tables/registry";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { createUser } from "@/lib/testing/builders";
import { foreignDatabase } from "@/lib/testing/foreign-database";
import { runBulk } from "@/lib/testing/run-bulk";
import { foundTables, loadTables } from "./load-tables";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await foreignDatabase());
  actor = await createUser(db, { role: "admin" });
  await loadTables(db);
});

const read = (name: string) => listRecords({ db, actor }, { table: name });

/** The whole table as text, by key. */
async function contents({ pgTable, key }: TableDef): Promise<string[]> {
  const rows = await db.execute<{ row: string }>(
    sql`select (${pgTable}.*)::text as row from ${pgTable} order by ${key.order}`,
  );
  return rows.map(({ row }) => row);
}

test("every table with a key is there, and of the others it is said why not", () => {
  const found = foundTables();
  expect(found.length).toBeGreaterThan(80);
  expect(found.filter(({ why }) => why !== null).map(({ name, why }) => [name, why?.split(":")[0]])).toEqual([
    ["shop.best_sellers", "Nothing tells its records apart"],
    ["shop.cities", "Nothing tells its records apart"],
    ["shop.no_key", "Nothing tells its records apart"],
    ["shop.open_orders", "Nothing tells its records apart"],
    ["shop.order_totals", "Nothing tells its records apart"],
    ["shop.unique_nullable", "Nothing tells its records apart"],
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
});

describe("each type", () => {
  const types = () => allTables().filter(({ name }) => name.startsWith("types."));

  test("can be listed, sorted where it has an order, filtered, searched beside, and set to what it holds", async () => {
    const failed: string[] = [];
    for (const table of types()) {
      const column = table.column("v");
      const tried = async (what: string, run: () => Promise<unknown>) => {
        await run().catch((error: unknown) =>
          failed.push(`${table.name} ${what}: ${String(error instanceof Error ? (error.cause ?? error) : error)}`),
        );
      };
      await tried("list", async () => {
        const { rows } = await read(table.name);
        if (rows.length < 2) throw new Error("rows are missing");
      });
      if (column.sortable) {
        await tried("sort", () =>
          listRecords({ db, actor }, { table: table.name, sort: [{ column: "v", direction: "desc" }] }),
        );
      }
      await tried("search", () => listRecords({ db, actor }, { table: table.name, search: "1" }));
      for (const { operator, operand } of column.filterOperators.filter((each) => each.operand === "none")) {
        const rules = [{ column: "v", operator, value: operand === "none" ? undefined : "1" }];
        await tried(operator, () => listRecords({ db, actor }, { table: table.name, filter: { join: "and", rules } }));
      }
      if (column.sortable) await tried("facets", () => columnFacets({ db, actor }, { table: table.name, column: "v" }));
    }
    expect(failed).toEqual([]);
  });

  test("is edited by hand and in bulk, deleted, and all of it comes back as it was", async () => {
    const failed: unknown[] = [];
    for (const table of types()) {
      const before = await contents(table);
      try {
        await there(table, table.column("v"));
      } catch (error) {
        failed.push([table.name, error instanceof Error ? error.message : error]);
      }
      const after = await contents(table);
      if (JSON.stringify(after) !== JSON.stringify(before)) failed.push([table.name, before, after]);
    }
    expect(failed).toEqual([]);
  });
});

/** Gives record 2 the value of record 1 and takes it back, empties all and takes it back, deletes two and takes it back. */
async function there(table: TableDef, column: ColumnDef): Promise<void> {
  const { rows } = await read(table.name);
  const [first, second] = rows;
  if (!first || !second) throw new Error("rows are missing");
  if (column.editable) {
    const saved = await saveRecordCell(
      { db, actor },
      { table: table.name, id: second.id, column: column.id, value: first.values[column.id], version: second.version },
    );
    expect(saved.values[column.id]).toEqual(first.values[column.id]);
    if (second.values[column.id] !== null) {
      await saveRecordCell(
        { db, actor },
        {
          table: table.name,
          id: second.id,
          column: column.id,
          value: second.values[column.id],
          version: saved.version,
        },
      );
    } else await db.execute(sql`update ${table.pgTable} set v = 'null' where id = 2`);
    if (column.nullable) {
      const cleared = await runBulk(
        db,
        actor,
        { kind: "update", columns: { [column.id]: { op: "clear" } } },
        { table: table.name },
      );
      expect(cleared.counts).toMatchObject({ failed: 0, conflict: 0 });
      await undo(cleared.id);
    }
    const value = first.values[column.id];
    const set = await runBulk(
      db,
      actor,
      { kind: "update", columns: { [column.id]: { op: "set", value } } },
      { table: table.name },
    );
    expect(set.counts).toMatchObject({ failed: 0, conflict: 0 });
    await undo(set.id);
  }
  // A JSON null is shown as no value; only the undo tells them apart.
  const selection = { kind: "records" as const, ids: [first.id, second.id] };
  const gone = await runBulk(db, actor, { kind: "delete" }, { table: table.name, selection, confirmNumber: 2 });
  expect(gone.counts.changed).toBe(2);
  await undo(gone.id);
}

async function undo(taskId: string): Promise<void> {
  const planned = await planUndo({ db, actor }, { taskId });
  const { task } = await applyPlan({ db, actor }, { taskId: planned.taskId });
  expect(task).toMatchObject({ counts: { conflict: 0, failed: 0, gone: 0 } });
}

test("every other table does what it claims to allow", async () => {
  const failed: unknown[] = [];
  for (const table of allTables().filter(({ name }) => /^(shop|Odd~20Names|archive)\.|orders_of_public/.test(name))) {
    const before = await contents(table);
    try {
      const { rows } = await read(table.name);
      const texts = table.columns.filter(({ kind, editable }) => kind === "text" && editable);
      const text = texts.find(({ maxLength }) => maxLength === null) ?? texts.find(({ primaryKey }) => !primaryKey);
      if (table.limits.edit === null && text && rows.length > 0) {
        const change = { kind: "update" as const, columns: { [text.id]: { op: "append", text: "!" } } };
        const edited = await runBulk(db, actor, change, { table: table.name });
        expect(edited.counts).toMatchObject({ failed: 0, conflict: 0 });
        if (edited.counts.changed > 0) await undo(edited.id);
      }
      await listRecords({ db, actor }, { table: table.name, search: "a", limit: 1 });
    } catch (error) {
      failed.push([table.name, error instanceof Error ? [error.message, error.cause] : error]);
    }
    // A trigger of its own leaves its mark.
    if (table.name !== "shop.audited" && JSON.stringify(await contents(table)) !== JSON.stringify(before))
      failed.push([table.name, "differs"]);
  }
  expect(failed).toEqual([]);
});

test("a record is added where the table makes its key, and taken away again", async () => {
  for (const [name, values] of [
    ["shop.serial_key", { name: "new" }],
    ["shop.customers", { first_name: "Alan", last_name: "Turing" }],
    ["Odd~20Names.user", { id: 9, user: "x" }],
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
  await loadTables(db, Date.now() + 60_000);
  await expect.poll(() => allTables().map(({ name }) => name)).toContain("shop.later");
  await db.execute(sql`alter table shop.later add column colour text`);
  await loadTables(db, Date.now() + 120_000);
  await expect.poll(() => getTable("shop.later").columns.map(({ id }) => id)).toEqual(["id", "name", "colour"]);
  await db.execute(sql`drop table shop.later`);
  await loadTables(db, Date.now() + 180_000);
  await expect.poll(() => allTables().map(({ name }) => name)).not.toContain("shop.later");
});
