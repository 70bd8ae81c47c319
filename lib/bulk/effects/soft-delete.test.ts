import { sql } from "drizzle-orm";
import { integer, pgSchema, text } from "drizzle-orm/pg-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { violations } from "@/crash/oracle";
import { taskRow } from "@/crash/tasks";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { untilLockAwaited } from "@/lib/testing/sessions";
import {
  applyPlan,
  dryRunPlan,
  listChanges,
  listOutcomes,
  planTask,
  previewPlan,
  recordHistory,
} from "@/lib/testing/verbs";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db, { role: "admin" });
});

/** Documents that are kept and marked, save drafts, which go, and one that is left as it is; pages belong to them. */
beforeEach(async () => {
  await db.execute(sql`drop schema if exists soft cascade`);
  await db.execute(sql`create schema soft`);
  await db.execute(sql`create table soft.doc (id int generated always as identity primary key, name text, draft bool not null default false,
    deleted_at timestamptz, deleted_by text)`);
  await db.execute(sql`create table soft.page (id int primary key, doc int references soft.doc on delete cascade)`);
  await db.execute(sql`insert into soft.doc (name, draft) select 'doc ' || n, n % 3 = 0 from generate_series(1, 9) n`);
  await db.execute(sql`insert into soft.page select n, n from generate_series(1, 9) n`);
  await db.execute(sql`
    create function soft.keep() returns trigger language plpgsql as $$ begin
      if old.draft then return old; end if;
      if old.id <> 7 then update soft.doc set deleted_at = now(), deleted_by = 'trigger' where id = old.id; end if;
      return null;
    end $$`);
  await db.execute(sql`create trigger keep before delete on soft.doc for each row execute function soft.keep()`);
  const doc = pgSchema("soft").table("doc", { id: integer("id").primaryKey(), name: text("name") });
  registerTable(defineTable(doc, { bulk: { chunkSize: 2, minAsyncRecords: 5, stopEarly: null } }));
  await pretendWorkerIsAlive(db);
});

const everything = async () => ({
  docs: [...(await db.execute(sql`select * from soft.doc order by id`))],
  pages: [...(await db.execute(sql`select * from soft.page order by id`))],
});

async function apply(taskId: string, confirmNumber?: number) {
  const change = confirmNumber === undefined ? undefined : ({ kind: "delete" } as const);
  const { ran } = await applyPlan({ db, actor }, { taskId, change, errorPolicy: "skip_failed", confirmNumber });
  if (ran === "background") await drain(db, taskId);
  const task = await taskRow(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  return task;
}

async function remove(ids: string[]) {
  const selection = { kind: "records" as const, ids };
  const { taskId } = await planTask({ db, actor }, { table: "doc", selection, change: { kind: "delete" } });
  const preview = await previewPlan({ db, actor }, { taskId });
  const dry = await dryRunPlan({ db, actor }, { taskId });
  return { preview, dry, task: await apply(taskId, ids.length) };
}

const undo = async (taskId: string) => apply((await planUndo({ db, actor }, { taskId })).taskId);

test.each([
  ["at once", ["1", "2", "3", "7"]],
  ["in the background", ["1", "2", "3", "4", "5", "6", "7", "8", "9"]],
])("what a trigger keeps and marks is told as it is, and undone, %s", async (_how, ids) => {
  const before = await everything();
  const { preview, dry, task } = await remove(ids);
  const drafts = ids.filter((id) => Number(id) % 3 === 0);
  const kept = ids.length - drafts.length - 1;

  expect(preview.mayKeep).toBe(true);
  expect(dry).toMatchObject({ counts: { changed: ids.length - 1, failed: 1 }, kept });
  expect(task).toMatchObject({ changed: ids.length - 1, failed: 1 });
  const { rows: refused } = await listOutcomes({ db, actor }, { taskId: task.id });
  expect(refused).toMatchObject([{ recordId: "7", message: "The database ignored the change (a trigger or rule)." }]);

  const changes = await listChanges({ db, actor }, { taskId: task.id });
  expect(changes).toMatchObject({ wrote: "deletion", kept, along: [{ count: drafts.length }] });
  expect(changes.rows.find(({ recordId }) => recordId === "1")).toMatchObject({
    kept: true,
    href: expect.not.stringContaining("deleted"),
  });
  const { entries } = await recordHistory({ db, actor }, { table: "doc", id: "1" });
  expect(entries[0]).toMatchObject({ wrote: "values" });
  // Pages go with their document only where it goes.
  expect((await everything()).pages).toEqual(before.pages.filter(({ doc }) => !drafts.includes(String(doc))));

  const undone = await undo(task.id);
  expect(undone).toMatchObject({ changed: ids.length - 1, failed: 0, conflict: 0 });
  expect(await everything()).toEqual(before);

  const again = await undo(undone.id);
  expect(again).toMatchObject({ changed: ids.length - 1, failed: 0, conflict: 0 });
  const marked = (await everything()).docs.filter(({ deleted_by: by }) => by === "trigger");
  expect(marked).toHaveLength(kept);
  await undo(again.id);
  expect(await everything()).toEqual(before);
});

test("what was edited since it was marked keeps its newer value", async () => {
  const { task } = await remove(["1", "2"]);
  await db.execute(sql`update soft.doc set name = 'newer' where id = 1`);
  expect(await undo(task.id)).toMatchObject({ changed: 1, conflict: 1 });
  const [first] = (await everything()).docs;
  expect(first).toMatchObject({ name: "newer", deleted_by: "trigger" });
});

test("what somebody edits at the last moment is a conflict, and not taken for a mark", async () => {
  const selection = { kind: "records" as const, ids: ["1", "2"] };
  const { taskId } = await planTask({ db, actor }, { table: "doc", selection, change: { kind: "delete" } });
  let commit = () => {};
  let begun = () => {};
  const edited = new Promise<void>((resolve) => (begun = resolve));
  const other = db.transaction(async (tx) => {
    await tx.execute(sql`update soft.doc set name = 'newer' where id = 1`);
    begun();
    await new Promise<void>((resolve) => (commit = resolve));
  });
  await edited;
  const applied = apply(taskId, 2);
  await untilLockAwaited(db);
  commit();
  await other;
  expect(await applied).toMatchObject({ changed: 1, conflict: 1 });
  expect((await everything()).docs[0]).toMatchObject({ name: "newer", deleted_at: null });
  const marked = await db.execute(sql`select record_id as id from swath.record_history where task_id = ${taskId}`);
  expect([...marked]).toEqual([{ id: "2" }]);
});

test("who was taken away for good since comes back", async () => {
  const before = await everything();
  const { task } = await remove(["1", "2"]);
  await db.execute(sql`update soft.doc set draft = true where id = 1`);
  await db.execute(sql`delete from soft.doc where id = 1`);
  await db.execute(sql`delete from soft.page where doc = 1`);
  expect(await undo(task.id)).toMatchObject({ changed: 2, conflict: 0 });
  expect((await everything()).docs).toEqual(before.docs);
});
