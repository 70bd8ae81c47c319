import { sql } from "drizzle-orm";
import {
  bigint,
  char,
  customType,
  date,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { beforeAll, describe, expect, test } from "vitest";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import { applyPlan, listRecords, planInserts } from "@/lib/testing/verbs";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { runBulk } from "@/lib/testing/run-bulk";
import { defineTable } from "./define-table";
import { readRecord } from "./list/list-records";
import { saveRecordCell } from "./record/save-record-cell";
import { registerTable } from "./registry";
import type { TableDef } from "./table-def";

const citext = customType<{ data: string }>({ dataType: () => "citext" });

const note = () => text("note");
/** Tables by the shape of their key, with the keys of some records as Postgres takes them. */
const SHAPES = {
  large_integer: {
    table: pgTable("k_large_integer", { a: bigint("a", { mode: "bigint" }).primaryKey(), note: note() }),
    rows: ["9007199254740993", "-5", "9223372036854775807"].map((a) => [a]),
  },
  case_insensitive: {
    table: pgTable("k_case_insensitive", { a: citext("a").primaryKey(), note: note() }),
    rows: [["Smith"], ["jones"], ["O'Neil"]],
  },
  padded: {
    table: pgTable("k_padded", { a: char("a", { length: 4 }).primaryKey(), note: note() }),
    rows: [["ab"], ["abcd"], ["a b"]],
  },
  exact: {
    table: pgTable("k_exact", { a: numeric("a").primaryKey(), note: note() }),
    rows: [["1.50"], ["123456789012345678901234567890.5"], ["-1"]],
  },
  instant: {
    table: pgTable("k_instant", { a: timestamp("a", { withTimezone: true }).primaryKey(), note: note() }),
    rows: [["2026-11-27 10:30:00.123456+05:30"], ["2026-01-01 00:00+00"], ["1999-12-31 23:59-08"]],
  },
  two_texts: {
    table: pgTable("k_two_texts", { a: text("a"), b: text("b"), note: note() }, (t) => [
      primaryKey({ columns: [t.a, t.b] }),
    ]),
    rows: [
      ["x, y", '["quoted"]'],
      ["line\nbreak", "tab\t\\ back"],
      ["", "é\u0001"],
    ],
  },
  uuid_and_day: {
    table: pgTable("k_uuid_and_day", { a: uuid("a"), b: date("b"), note: note() }, (t) => [
      primaryKey({ columns: [t.b, t.a] }),
    ]),
    rows: [
      ["7f3c1b52-58f1-4c0f-9d61-6f3c53a3c0aa", "2026-11-27"],
      ["7f3c1b52-58f1-4c0f-9d61-6f3c53a3c0aa", "2026-11-28"],
      ["00000000-0000-0000-0000-000000000000", "2026-11-27"],
    ],
  },
  four: {
    table: pgTable(
      "k_four",
      { a: integer("a"), b: text("b"), c: integer("c"), d: char("d", { length: 2 }), note: note() },
      (t) => [primaryKey({ columns: [t.a, t.b, t.c, t.d] })],
    ),
    rows: [
      ["10", "x", "1", "aa"],
      ["9", "x", "2", "bb"],
      ["9", "y", "1", "c"],
    ],
  },
  unique_only: {
    table: pgTable("k_unique_only", { a: text("a").notNull(), b: integer("b").notNull(), note: note() }, (t) => [
      unique().on(t.a, t.b),
    ]),
    rows: [
      ["eu", "1"],
      ["eu", "2"],
      ["us", "1"],
    ],
  },
};

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db, { role: "admin" });
  await db.execute(sql`create extension if not exists citext`);
});

async function make(shape: (typeof SHAPES)[keyof typeof SHAPES]): Promise<TableDef> {
  const table = registerTable(defineTable(shape.table as never, { bulk: { chunkSize: 2 } }));
  const columns = table.columns.map(
    ({ pgColumn }) => sql`${sql.identifier(pgColumn.name)} ${sql.raw(pgColumn.getSQLType())}`,
  );
  const key = sql.join(
    table.key.columns.map(({ dbName }) => sql.identifier(dbName)),
    sql`, `,
  );
  await db.execute(sql`create table ${table.pgTable} (${sql.join(columns, sql`, `)}, primary key (${key}))`);
  for (const row of shape.rows) {
    const values = row.map((value, i) => sql`${value}::text::${sql.raw(table.columns[i]!.pgColumn.getSQLType())}`);
    await db.execute(sql`insert into ${table.pgTable} values (${sql.join([...values, sql`'old'`], sql`, `)})`);
  }
  return table;
}

const notes = async (table: TableDef) =>
  (await db.execute<{ id: string; note: string }>(sql`select ${table.key.text} as id, note from ${table.pgTable}`))
    .map(({ id, note: text }) => [id, text])
    .toSorted();

describe.each(Object.entries(SHAPES))("a key of the shape %s", (_name, shape) => {
  let table: TableDef;
  let ids: string[];

  beforeAll(async () => {
    table = await make(shape);
    ids = (await listRecords({ db, actor }, { table: table.name })).rows.map(({ id }) => id);
  });

  test("is listed, page by page, and an id made here is the one that the database makes", async () => {
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(table.key.parse(id)).toBe(id);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(
        { db, actor },
        { table: table.name, limit: 1, after },
      );
      paged.push(...page.rows.map(({ id }) => id));
      after = page.nextCursor;
    } while (after);
    expect(paged).toEqual(ids);
  });

  test("one record is edited by hand", async () => {
    const row = await readRecord({ db, actor }, table, ids[1]!);
    const saved = await saveRecordCell(
      { db, actor },
      { table: table.name, id: ids[1]!, column: "note", value: "by hand", version: row!.version },
    );
    expect([saved.id, saved.values.note]).toEqual([ids[1], "by hand"]);
  });

  test("all but one are edited, deleted and brought back", async () => {
    const before = await notes(table);
    const selection = { kind: "matching", exceptIds: [ids[0]!] } as never;
    const edited = await runBulk(
      db,
      actor,
      { kind: "update", columns: { note: { op: "set", value: "new" } } },
      { table: table.name, selection },
    );
    expect(edited.counts.changed).toBe(2);
    expect((await notes(table)).filter(([, text]) => text === "new").map(([id]) => id)).toEqual(
      [ids[1], ids[2]].toSorted(),
    );

    const back = await applyPlan(
      { db, actor },
      { taskId: (await planUndo({ db, actor }, { taskId: edited.id })).taskId },
    );
    expect(back.task.counts.changed).toBe(2);
    expect(await notes(table)).toEqual(before);

    const records = { kind: "records", ids: ids.slice(0, 2) } as never;
    const gone = await runBulk(db, actor, { kind: "delete" }, { table: table.name, selection: records });
    expect((await notes(table)).map(([id]) => id)).toEqual([ids[2]]);
    const restored = await planUndo({ db, actor }, { taskId: gone.id });
    await applyPlan({ db, actor }, { taskId: restored.taskId });
    expect(await notes(table)).toEqual(before);
  });

  test("a record is added, and its id is known before it is there", async () => {
    const values = Object.fromEntries(table.columns.map(({ id }, i) => [id, shape.rows[2]![i]]));
    const planned = await planInserts({ db, actor }, { table: table.name, records: [{ ...values, note: "again" }] });
    const { task } = await applyPlan({ db, actor }, { taskId: planned.taskId });
    // The same key is there already: told of that very record.
    expect(task.counts).toMatchObject({ changed: 0, conflict: 1 });
  });
});
