import { eq, sql } from "drizzle-orm";
import { integer, pgSchema, text } from "drizzle-orm/pg-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { violations } from "@/crash/oracle";
import { taskRow } from "@/crash/tasks";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { applyPlan, dryRunPlan, listOutcomes, planTask, previewPlan } from "@/lib/testing/verbs";
import { TAKES_FORBIDDEN } from "./refuse-forbidden";

const reach = pgSchema("reach");
const project = reach.table("project", { id: integer("id").primaryKey(), name: text("name") });
const item = reach.table("item", { id: integer("id").primaryKey(), team: text("team") });
const note = reach.table("note", { id: integer("id").primaryKey(), item: integer("item") });

let db: Db;
let editor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { role: "editor" });
});

/** Projects 1 to 4: 1 has an item of our team, 2 one of another team, 3 an item of our team with a note, 4 nothing. */
beforeEach(async () => {
  await db.execute(sql`drop schema if exists reach cascade`);
  await db.execute(sql`create schema reach`);
  await db.execute(sql`create table reach.project (id int primary key, name text)`);
  await db.execute(
    sql`create table reach.item (id int primary key, team text, project int references reach.project on delete cascade)`,
  );
  await db.execute(
    sql`create table reach.note (id int primary key, item int references reach.item on delete set null)`,
  );
  await db.execute(sql`insert into reach.project select n, 'P' || n from generate_series(1, 4) n`);
  await db.execute(sql`insert into reach.item values (1, 'ours', 1), (2, 'theirs', 2), (3, 'ours', 3)`);
  await db.execute(sql`insert into reach.note values (1, 3)`);
  registerTable(defineTable(project, { access: { delete: "editor" } }));
  registerTable(defineTable(item, { access: { delete: "editor" } }));
  registerTable(defineTable(note));
});

/** Deletes all four; answers what is left, having held preview, dry run and run against each other. */
async function deleteAll() {
  const ctx = { db, actor: editor };
  const change = { kind: "delete" } as const;
  const { taskId } = await planTask(ctx, { table: "project", selection: { kind: "matching" }, change });
  const preview = await previewPlan(ctx, { taskId });
  const dry = await dryRunPlan(ctx, { taskId });
  await applyPlan(ctx, { taskId, change, confirmNumber: 4, errorPolicy: "skip_failed" });
  const task = await taskRow(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  const { rows } = await listOutcomes(ctx, { taskId });
  const refused = rows.map(({ recordId, outcome, message }) => [recordId, outcome, message]);
  const foreseen = preview.rows.flatMap(({ id, outcome, message }) => (message ? [[id, outcome, message]] : []));
  expect(foreseen).toEqual(refused);
  expect(dry.counts).toMatchObject({ changed: task.changed, forbidden: task.forbidden });
  expect(preview.counts).toMatchObject({ willChange: task.changed, forbidden: task.forbidden });
  const left = await db.execute<{ id: number }>(sql`select id from reach.project order by id`);
  return { refused: refused.map(([id]) => id), left: left.map(({ id }) => id), preview };
}

test("who may delete all that goes along deletes all", async () => {
  expect(await deleteAll()).toMatchObject({ refused: [], left: [] });
});

test("what takes records of a table along that only others may delete is refused by name", async () => {
  registerTable(defineTable(item, { access: { delete: "admin" } }));
  expect(await deleteAll()).toMatchObject({ refused: ["1", "2", "3"], left: [1, 2, 3], preview: { cascades: [] } });
});

test("what empties a reference in a table that only others may edit is refused by name, however far away", async () => {
  registerTable(defineTable(note, { access: { edit: "admin" } }));
  expect(await deleteAll()).toMatchObject({ refused: ["3"], left: [3] });
});

test.each([{ edit: "admin" }, { view: "admin" }] as const)(
  "what empties a reference in a column that only others may %o is refused by name",
  async (access) => {
    registerTable(defineTable(note, { columns: { item: { access } } }));
    expect(await deleteAll()).toMatchObject({ refused: ["3"], left: [3] });
  },
);

test("what takes records out of reach along is refused, and those are not counted to anybody", async () => {
  registerTable(
    defineTable(item, {
      access: { delete: "editor" },
      scope: (actor) => (actor.role === "admin" ? undefined : eq(item.team, "ours")),
    }),
  );
  const { refused, left, preview } = await deleteAll();
  expect({ refused, left }).toEqual({ refused: ["2"], left: [2] });
  expect(preview.cascades).toMatchObject([
    { count: 2, effect: "deleted" },
    { count: 1, effect: "cleared" },
  ]);
  expect(preview.rows.find(({ id }) => id === "2")?.message).toBe(TAKES_FORBIDDEN);
});
