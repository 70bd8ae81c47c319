import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { getRecord } from "@/lib/tables/record/get-record";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { taskTables } from "@/lib/testing/task-tables";
import type { ApplyPlanInput } from "./plan/apply-plan";
import { applyPlan, planTask, planValues } from "@/lib/testing/verbs";

let db: Db;
let url: string;
let actor: Actor;

const parts = pgTable("parts", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  qty: integer("qty").notNull(),
});
const remote = pgTable("remote_parts", {
  id: integer("id").primaryKey(),
  name: text("name").notNull(),
  qty: integer("qty").notNull(),
});

beforeAll(async () => {
  ({ db, url } = await testDatabase());
  actor = await createUser(db, { role: "admin" });
  registerTable(defineTable(parts, { columns: { id: { editable: false } } }));
  registerTable(defineTable(remote, { columns: { id: { editable: false } } }));
});
beforeEach(async () => {
  await db.execute(sql`truncate ${taskTables}`);
  await db.execute(sql`drop table if exists parts`);
  await db.execute(sql`create table parts (id integer primary key, name text not null, qty integer not null)`);
  await db.execute(sql`insert into parts select i, 'part ' || i, 10 * i from generate_series(1, 10) as i`);
});

const ADD_ONE = { kind: "update" as const, columns: { qty: { op: "add", by: 1 } } };
const plan = (table = "parts") => planTask({ db, actor }, { table, selection: { kind: "matching" } });

async function apply(taskId: string, change: NonNullable<ApplyPlanInput["change"]> = ADD_ONE) {
  const { task } = await applyPlan(
    { db, actor },
    { taskId, change, errorPolicy: "skip_failed", confirmNumber: change.kind === "delete" ? 10 : undefined },
  );
  const { changed, conflict, failed } = task.counts;
  const listed = await db.execute<{ id: string }>(
    sql`select record_id as id from swath.record_outcomes where task_id = ${taskId} order by record_id::int`,
  );
  return { changed, conflict, failed, listed: listed.map(({ id }) => id) };
}

/** Statements of a deploy after which no record has the row version that it had. */
const REWRITES = {
  "a column with a default of its own per record": `alter table parts add column token float default random()`,
  "a stored column": `alter table parts add column double integer generated always as (qty * 2) stored`,
  "a wider type": `alter table parts alter column qty type bigint`,
  "another type of text": `alter table parts alter column name type varchar(40)`,
};

describe.each(Object.entries(REWRITES))("a table that a deploy rewrote: %s", (_name, ddl) => {
  test("what was frozen before is written, not called a conflict", async () => {
    const { taskId } = await plan();
    await db.execute(sql.raw(ddl));
    expect(await apply(taskId)).toMatchObject({ changed: 10, conflict: 0 });
  });

  test("what somebody edited in between is still a conflict, and only that", async () => {
    const { taskId } = await plan();
    await db.execute(sql`update parts set qty = 5 where id = 3`);
    await db.execute(sql.raw(ddl));
    await db.execute(sql`update parts set name = 'theirs' where id = 7`);
    expect(await apply(taskId)).toEqual({ changed: 8, conflict: 2, failed: 0, listed: ["3", "7"] });
    const rows = await db.execute<{ n: number }>(sql`select qty::int as n from parts where id in (3, 7) order by id`);
    expect(rows.map(({ n }) => n)).toEqual([5, 70]);
  });

  test("a delete spares what was edited, and a cell, seen before, is saved", async () => {
    const seen = await getRecord({ db, actor }, { table: "parts", id: "2" });
    const { taskId } = await plan();
    await db.execute(sql`update parts set name = 'theirs' where id = 1`);
    await db.execute(sql.raw(ddl));
    const saved = await saveRecordCell(
      { db, actor },
      { table: "parts", id: "2", column: "qty", value: 99, version: seen.version },
    );
    expect(saved.values.qty).toBe(99);
    expect(await apply(taskId, { kind: "delete" })).toEqual({ changed: 8, conflict: 2, failed: 0, listed: ["1", "2"] });
  });

  test("pasted values are checked against what was seen", async () => {
    const records = await Promise.all(
      ["4", "5"].map(async (id) => {
        const { version } = await getRecord({ db, actor }, { table: "parts", id });
        return { id, version, values: { name: "pasted" } };
      }),
    );
    await db.execute(sql`update parts set qty = 0 where id = 5`);
    await db.execute(sql.raw(ddl));
    const { taskId } = await planValues({ db, actor }, { table: "parts", origin: "paste", records });
    const { task } = await applyPlan({ db, actor }, { taskId, errorPolicy: "skip_failed" });
    expect(task.counts).toMatchObject({ changed: 1, conflict: 1 });
  });
});

test("a record that holds again what was seen is no conflict; another spelling of the same is one", async () => {
  const { taskId } = await plan();
  await db.execute(sql`update parts set name = 'x' where id = 1`);
  await db.execute(sql`update parts set name = 'part 1' where id = 1`);
  await db.execute(sql`update parts set name = 'PART 2' where id = 2`);
  expect(await apply(taskId)).toEqual({ changed: 9, conflict: 1, failed: 0, listed: ["2"] });
});

test("a column that is no longer declared leaves the row version alone to judge by", async () => {
  const { taskId } = await plan();
  await db.execute(sql`update swath.bulk_tasks set frozen_columns = array['id', 'left_since'] where id = ${taskId}`);
  await db.execute(sql`update parts set qty = qty where id = 1`);
  expect(await apply(taskId)).toEqual({ changed: 9, conflict: 1, failed: 0, listed: ["1"] });
});

describe("a foreign table, whose records have no row version", () => {
  beforeEach(async () => {
    const { hostname, port, pathname, username, password } = new URL(url);
    await db.execute(sql.raw(`create extension if not exists postgres_fdw`));
    await db.execute(sql.raw(`drop server if exists elsewhere cascade`));
    await db.execute(
      sql.raw(`create server elsewhere foreign data wrapper postgres_fdw
        options (host '${hostname}', port '${port}', dbname '${pathname.slice(1)}')`),
    );
    await db.execute(
      sql.raw(`create user mapping for current_user server elsewhere
        options (user '${decodeURIComponent(username)}', password '${decodeURIComponent(password)}')`),
    );
    await db.execute(
      sql.raw(`create foreign table remote_parts (id integer not null, name text not null, qty integer not null)
        server elsewhere options (table_name 'parts')`),
    );
  });

  test("what a colleague edited since is a conflict, and not overwritten", async () => {
    const { taskId } = await plan("remote_parts");
    await db.execute(sql`update parts set qty = 1 where id <= 5`);
    expect(await apply(taskId)).toEqual({ changed: 5, conflict: 5, failed: 0, listed: ["1", "2", "3", "4", "5"] });
    const rows = await db.execute<{ n: number }>(sql`select qty as n from parts order by id`);
    expect(rows.map(({ n }) => n)).toEqual([1, 1, 1, 1, 1, 61, 71, 81, 91, 101]);
  });

  test("a cell is saved over what was seen only", async () => {
    const { version } = await getRecord({ db, actor }, { table: "remote_parts", id: "1" });
    const save = (value: number, seen: string) =>
      saveRecordCell({ db, actor }, { table: "remote_parts", id: "1", column: "qty", value, version: seen });
    const saved = await save(11, version);
    await expect(save(12, version)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await save(13, saved.version)).values.qty).toBe(13);
  });
});
