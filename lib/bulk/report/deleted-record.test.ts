import { eq, type SQL, sql } from "drizzle-orm";
import { integer, pgSchema, text } from "drizzle-orm/pg-core";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { applyPlan, listAudit, listChanges, recordHistory } from "@/lib/testing/verbs";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { places } from "@/lib/testing/sample-tables";
import { defineTable, type TableOptions } from "@/lib/tables/define-table";
import { getRecord } from "@/lib/tables/record/get-record";
import { registerTable } from "@/lib/tables/registry";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import { taskTables } from "@/lib/testing/task-tables";
import { getDeletedRecord } from "./deleted-record";
import { planUndo } from "@/lib/bulk/plan/plan-child";

let db: Db;
let admin: Actor;
let otherAdmin: Actor;
let editor: Actor;
let viewer: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  admin = await createUser(db, { role: "admin", name: "Ada" });
  otherAdmin = await createUser(db, { role: "admin" });
  editor = await createUser(db);
  viewer = await createUser(db, { role: "viewer" });
  await pretendWorkerIsAlive(db);
});
beforeEach(() => db.execute(sql`truncate places, ${taskTables}`));
afterEach(() => registerTable(places));

const declare = (options: TableOptions<typeof placesTable>) => registerTable(defineTable(placesTable, options));
const scoped = (scope: (actor: Actor) => SQL | undefined) => declare({ scope });
const look = (actor: Actor, id = "1") => getDeletedRecord({ db, actor }, { table: "places", id });
const history = (actor: Actor, id = "1") => recordHistory({ db, actor }, { table: "places", id });
const gone = { code: "NOT_FOUND", message: "There is no such record in Places." };

async function remove(ids: string[], actor = admin) {
  const selection = { kind: "records" as const, ids };
  return runBulk(db, actor, { kind: "delete" }, { selection, confirmNumber: ids.length });
}

/** Whether an actor is told of it: by the record and by its history alike. */
async function sees(actor: Actor, id = "1"): Promise<boolean> {
  const [record, past] = await Promise.allSettled([look(actor, id), history(actor, id)]);
  for (const told of [record, past]) if (told.status === "rejected") expect(told.reason).toMatchObject(gone);
  expect(record.status).toBe(past.status);
  return record.status === "fulfilled";
}

test("a deleted record is told with what it held, by whom and through which task, and keeps its history", async () => {
  await insertPlaces(db, 1);
  const { version } = await getRecord({ db, actor: editor }, { table: "places", id: "1" });
  await saveRecordCell({ db, actor: editor }, { table: "places", id: "1", column: "region", value: "R1", version });
  const task = await remove(["1"]);
  expect(await look(admin)).toMatchObject({
    label: "Place 1",
    values: { region: "R1", latitude: "52.37403" },
    deleted: { by: "Ada", taskText: task.changeText },
    task: { id: task.id, counts: { changed: 1 } },
  });
  // To steer the task is for its owner and admins.
  expect(await look(viewer)).toMatchObject({ values: { region: "R1" }, task: null });
  const { entries } = await history(viewer);
  expect(entries.map(({ wrote }) => wrote)).toEqual(["deleted", "values"]);
  expect(entries[0]).toMatchObject({ actor: "Ada", task: { text: task.changeText, href: null } });
});

test("the task and the audit log lead to it; an undo brings it back, and it is a record as any other", async () => {
  await insertPlaces(db, 2);
  const task = await remove(["1"]);
  const both = await remove(["2"]);
  const ctx = { db, actor: admin };
  const { rows } = await listChanges(ctx, { taskId: task.id });
  expect(rows.map(({ href }) => href)).toEqual(["/tables/places?record=1"]);
  const { entries } = await listAudit(ctx, { subject: "task", action: "applied" });
  expect(entries.slice(0, 2).map(({ subjectId, recordHref }) => [subjectId, recordHref])).toEqual([
    [both.id, "/tables/places?record=2"],
    [task.id, "/tables/places?record=1"],
  ]);
  const { taskId } = await planUndo(ctx, { taskId: task.id });
  await applyPlan(ctx, { taskId });
  await expect(look(admin)).rejects.toMatchObject(gone);
  expect((await history(viewer)).entries.map(({ wrote }) => wrote)).toEqual(["created", "deleted"]);
});

test("a record that is there, or never was, is no deleted one", async () => {
  await insertPlaces(db, 1);
  for (const id of ["1", "7", "no id"]) await expect(look(admin, id)).rejects.toMatchObject(gone);
  scoped(() => eq(placesTable.country, "DE"));
  expect(await sees(admin)).toBe(false);
});

test("who could not have seen the record when it was deleted does not see it now", async () => {
  await insertPlaces(db, 3, (id) => ({ country: id === 1 ? "NL" : "DE" }));
  await remove(["1", "2", "3"]);
  for (const scope of [eq(placesTable.country, "NL"), sql`places.country = 'NL'`]) {
    scoped((actor) => (actor.role === "admin" ? undefined : scope));
    expect(await sees(viewer, "1")).toBe(true);
    expect(await sees(viewer, "2")).toBe(false);
    expect(await sees(editor, "3")).toBe(false);
    expect(await sees(otherAdmin, "2")).toBe(true);
  }
  // A clear no is one for every role, except for whoever deleted it.
  scoped(() => eq(placesTable.country, "NL"));
  expect(await sees(otherAdmin, "2")).toBe(false);
  expect(await sees(admin, "2")).toBe(true);
});

test("it is judged by what it held when it was deleted, not by what it held before", async () => {
  await insertPlaces(db, 2, (id) => ({ country: "NL", region: id === 1 ? "open" : "closed" }));
  await runBulk(
    db,
    admin,
    { kind: "update", columns: { region: { op: "set", value: "closed" } } },
    { selection: { kind: "records", ids: ["1"] } },
  );
  await remove(["1"]);
  scoped((actor) => (actor.role === "admin" ? undefined : eq(placesTable.region, "open")));
  expect(await sees(viewer)).toBe(false);
  scoped((actor) => (actor.role === "admin" ? undefined : eq(placesTable.region, "closed")));
  expect(await sees(viewer)).toBe(true);
});

test("where the recorded values can't answer, only admins and whoever deleted it see it", async () => {
  await insertPlaces(db, 1);
  declare({ access: { delete: "editor" } });
  await remove(["1"], editor);
  // Other records have changed since.
  scoped(() => sql`exists (select from swath.users where ${placesTable.country} = 'NL')`);
  expect(await sees(viewer)).toBe(false);
  expect(await sees(otherAdmin)).toBe(true);
  expect(await sees(editor)).toBe(true);
  // A column that came later.
  await db.execute(sql`update swath.record_changes set columns = array_replace(columns, 'notes', 'unknown')`);
  scoped(() => sql`${placesTable.notes} is null`);
  expect(await sees(viewer)).toBe(false);
  expect(await sees(otherAdmin)).toBe(true);
});

test("of a table in a schema of its own only admins and whoever deleted it see it, where a scope limits them", async () => {
  const staff = pgSchema("hr").table("staff", { id: integer().primaryKey(), name: text(), team: text() });
  await db.execute(sql`create schema hr create table staff (id integer primary key, name text, team text)`);
  await db.execute(sql`insert into hr.staff values (1, 'Zoe', 'north')`);
  registerTable(defineTable(staff));
  const selection = { kind: "records" as const, ids: ["1"] };
  const task = await runBulk(db, admin, { kind: "delete" }, { table: "staff", selection, confirmNumber: 1 });
  const seenBy = (actor: Actor) => getDeletedRecord({ db, actor }, { table: "staff", id: "1" });
  expect(await seenBy(viewer)).toMatchObject({ label: "Zoe" });
  registerTable(defineTable(staff, { scope: () => eq(staff.team, "north") }));
  await expect(seenBy(viewer)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await seenBy(otherAdmin)).toMatchObject({ label: "Zoe" });
  const { taskId } = await planUndo({ db, actor: admin }, { taskId: task.id });
  await applyPlan({ db, actor: admin }, { taskId });
  expect([...(await db.execute(sql`select * from hr.staff`))]).toEqual([{ id: 1, name: "Zoe", team: "north" }]);
});

test("what was deleted past Swath has a history, for all where nothing limits them, else for admins", async () => {
  await insertPlaces(db, 1);
  const { version } = await getRecord({ db, actor: editor }, { table: "places", id: "1" });
  await saveRecordCell({ db, actor: editor }, { table: "places", id: "1", column: "region", value: "R1", version });
  await db.execute(sql`delete from places`);
  expect(await look(viewer)).toEqual({ label: "1", values: {}, deleted: null, task: null, wentWith: null });
  expect((await history(viewer)).entries).toHaveLength(1);
  scoped(() => eq(placesTable.country, "NL"));
  expect(await sees(viewer)).toBe(false);
  expect(await sees(editor)).toBe(false);
  expect(await look(admin)).toMatchObject({ deleted: null });
});

test("who may not view the table is refused", async () => {
  await insertPlaces(db, 1);
  await remove(["1"]);
  declare({ access: { view: "editor" } });
  await expect(look(viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await sees(editor)).toBe(true);
});
