import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { taskTables } from "@/lib/testing/task-tables";
import { planRetry, planUndo } from "./plan/plan-child";
import { type Asked, applyPlan, planTask, previewPlan } from "@/lib/testing/verbs";

let db: Db;
let editor: Actor;
let admin: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { role: "editor" });
  admin = await createUser(db, { role: "admin" });
  await pretendWorkerIsAlive(db);
});

beforeEach(async () => {
  await db.execute(sql`truncate places, ${taskTables}`);
});

const all: Asked<typeof planTask>["selection"] = { kind: "matching" };
const byIds = (ids: number[]): Asked<typeof planTask>["selection"] => ({ kind: "records", ids: ids.map(String) });
type Columns = Extract<NonNullable<Asked<typeof applyPlan>["change"]>, { kind: "update" }>["columns"];
const update = (columns: Columns) => ({ kind: "update" as const, columns });

async function start(
  actor: Actor,
  selection: Asked<typeof planTask>["selection"],
  change: Asked<typeof applyPlan>["change"],
  rest: Partial<Asked<typeof applyPlan>> = {},
) {
  const ctx = { db, actor };
  const { taskId } = await planTask(ctx, { table: "places", selection, change });
  return applyPlan(ctx, { taskId, change, ...rest });
}

async function taskOf(id: string) {
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, id));
  return task!;
}

const place = async (id: number) => (await db.select().from(placesTable).where(eq(placesTable.geonameId, id)))[0];
const historyOf = async (taskId: string) => [
  ...(await db.execute<{ record_id: string; table_name: string; actor_id: string; before: unknown; after: unknown }>(
    sql`select * from swath.record_history where task_id = ${taskId}`,
  )),
];
const outcomesOf = (taskId: string) => db.select().from(recordOutcomes).where(eq(recordOutcomes.taskId, taskId));

describe("a small edit", () => {
  test("commits at once, with history, and leaves alone what already holds the result", async () => {
    const ids = await insertPlaces(db, 12, (id) => ({ status: id === 3 ? "reviewed" : "new" }));
    const { ran, task } = await start(editor, byIds(ids), update({ status: { op: "set", value: "reviewed" } }));
    expect(ran).toBe("direct");
    expect(task).toMatchObject({
      state: "succeeded",
      total: 12,
      processed: 12,
      counts: { changed: 11, unchanged: 1 },
      progressPercent: 100,
    });
    expect(await historyOf(task.id)).toHaveLength(11);
    expect((await place(1))?.status).toBe("reviewed");
    const [change] = (await historyOf(task.id)).filter((c) => c.record_id === "1");
    expect(change).toMatchObject({
      before: { status: "new" },
      after: { status: "reviewed" },
      actor_id: editor.id,
      table_name: "places",
    });
  });

  test("changes nothing at all when one record is refused, and names it", async () => {
    const ids = await insertPlaces(db, 5, (id) => ({ population: id === 4 ? 2_000_000_000 : 10 }));
    const { task } = await start(editor, byIds(ids), update({ population: { op: "multiply", by: 2 } }));
    expect(task).toMatchObject({ state: "failed", counts: { changed: 0, failed: 1 } });
    expect(task.error?.message).toMatch(/1 of 5 records could not be changed/);
    expect(await outcomesOf(task.id)).toMatchObject([
      { recordId: "4", label: "Place 4", column: "population", outcome: "failed" },
    ]);
    expect((await place(1))?.population).toBe(10);
    expect(await historyOf(task.id)).toHaveLength(0);
  });

  test("is not refused for what other records of the table hold", async () => {
    // A table this small is read as a whole.
    await insertPlaces(db, 60, (id) => ({ population: id === 60 ? 2_000_000_000 : id }));
    await db.execute(sql`analyze places`);
    const { task } = await start(editor, byIds([1, 2]), update({ population: { op: "multiply", by: 2 } }));
    expect(task).toMatchObject({ state: "succeeded", counts: { changed: 2, failed: 0 } });
  });

  test.each([
    [19, "direct"],
    [20, "background"],
    [21, "background"],
  ])("of %i records runs %s", async (n, expected) => {
    const ids = await insertPlaces(db, n);
    const { ran } = await start(editor, byIds(ids), update({ status: { op: "set", value: "closed" } }));
    expect(ran).toBe(expected);
  });
});

describe("a background task", () => {
  test("writes every record exactly once, one history row per change", async () => {
    await insertPlaces(db, 4_500, (id) => ({ population: id }));
    const { task } = await start(
      editor,
      all,
      update({ population: { op: "add", by: 7 }, status: { op: "set", value: "reviewed" } }),
    );
    expect(task.state).toBe("pending");
    await drain(db, task.id);
    expect(await taskOf(task.id)).toMatchObject({
      state: "succeeded",
      changed: 4_500,
      processed: 4_500,
      progressPercent: 100,
    });
    const [sums] = await db.execute(
      sql`select sum(population - geoname_id)::int as added, count(*) filter (where status = 'reviewed')::int as n from places`,
    );
    expect(sums).toEqual({ added: 4_500 * 7, n: 4_500 });
    const [history] = await db.execute(
      sql`select count(*)::int as n, count(distinct record_id)::int as d from swath.record_history where task_id = ${task.id}`,
    );
    expect(history).toEqual({ n: 4_500, d: 4_500 });
  });

  test("isolates refused records: neighbours are written, each bad one has a reason", async () => {
    const bad = new Set([1, 700, 701, 2_999, 3_000]);
    await insertPlaces(db, 3_000, (id) => ({ population: bad.has(id) ? 5 : 500 }));
    const { task } = await start(editor, all, update({ population: { op: "add", by: -100 } }));
    await drain(db, task.id);
    expect(await taskOf(task.id)).toMatchObject({ state: "partial", changed: 2_995, failed: 5 });
    const outcomes = await outcomesOf(task.id);
    expect(new Set(outcomes.map((o) => Number(o.recordId)))).toEqual(bad);
    expect(outcomes[0]).toMatchObject({
      code: "23514",
      column: "population",
      message: "Breaks the rule “population not negative”.",
    });
  });

  test("bisects what no rule foresees (a trigger, a broken expression)", async () => {
    await insertPlaces(db, 2_100, (id) => ({ notes: id % 500 === 0 ? "(" : "x" }));
    await db.execute(sql`create or replace function refuse() returns trigger language plpgsql as $$ begin
      if new.geoname_id in (17, 1042) then raise exception 'Place % is frozen by law', new.geoname_id; end if; return new; end $$`);
    await db.execute(sql`create trigger refuse before update on places for each row execute function refuse()`);
    try {
      const { task } = await start(editor, all, update({ notes: { op: "set", value: "y" } }));
      await drain(db, task.id);
      expect(await taskOf(task.id)).toMatchObject({ state: "partial", changed: 2_098, failed: 2 });
      expect((await outcomesOf(task.id)).map((o) => o.message).toSorted()).toEqual([
        "Place 1042 is frozen by law",
        "Place 17 is frozen by law",
      ]);
    } finally {
      await db.execute(sql`drop trigger refuse on places`);
    }
  });

  test("leaves alone, and lists, what changed or vanished after the freeze", async () => {
    const ids = await insertPlaces(db, 30);
    const ctx = { db, actor: editor };
    const { taskId } = await planTask(ctx, { table: "places", selection: all });
    await db.update(placesTable).set({ notes: "meanwhile" }).where(eq(placesTable.geonameId, ids[3]!));
    await db.delete(placesTable).where(eq(placesTable.geonameId, ids[4]!));
    await applyPlan(ctx, { taskId, change: update({ status: { op: "set", value: "closed" } }) });
    await drain(db, taskId);
    expect(await taskOf(taskId)).toMatchObject({ state: "partial", changed: 28, conflict: 1, gone: 1 });
    expect((await place(ids[3]!))?.status).toBe("new");
    expect((await outcomesOf(taskId)).map((o) => [o.recordId, o.outcome])).toEqual([
      [String(ids[3]), "conflict"],
      [String(ids[4]), "gone"],
    ]);
  });

  test("with policy all_or_nothing leaves nothing changed and lists every bad record", async () => {
    await insertPlaces(db, 2_500, (id) => ({ population: id % 1_000 === 0 ? 5 : 500 }));
    const { task } = await start(editor, all, update({ population: { op: "add", by: -100 } }), {
      errorPolicy: "all_or_nothing",
    });
    await drain(db, task.id);
    expect(await taskOf(task.id)).toMatchObject({ state: "failed", changed: 0, failed: 2 });
    expect((await outcomesOf(task.id)).map((o) => o.recordId)).toEqual(["1000", "2000"]);
    const [row] = await db.execute(sql`select sum(population)::int as sum from places`);
    expect(row?.sum).toBe(2_498 * 500 + 10);
  });

  test("submitted twice at once is one task, and the second caller is shown it", async () => {
    await insertPlaces(db, 40);
    const change = update({ status: { op: "set", value: "closed" } });
    const [a, b] = await Promise.all([start(editor, all, change), start(editor, all, change)]);
    expect(a.task.id).toBe(b.task.id);
    expect([a.joined, b.joined].toSorted()).toEqual([false, true]);
    expect(await db.select().from(bulkTasks)).toHaveLength(1);
  });
});

describe("undo and retry", () => {
  test("undo restores what the task overwrote, keeps later edits, and can be undone", async () => {
    const ids = await insertPlaces(db, 30, (id) => ({ population: id }));
    const { task } = await start(editor, all, update({ population: { op: "multiply", by: 10 } }));
    await drain(db, task.id);
    await db.update(placesTable).set({ population: 1 }).where(eq(placesTable.geonameId, ids[9]!));

    const ctx = { db, actor: editor };
    const undo = await planUndo(ctx, { taskId: task.id });
    expect(undo.total).toBe(30);
    expect((await previewPlan(ctx, { taskId: undo.taskId })).counts).toMatchObject({ willChange: 29, conflict: 1 });
    await applyPlan(ctx, { taskId: undo.taskId });
    await drain(db, undo.taskId);
    expect(await taskOf(undo.taskId)).toMatchObject({
      state: "partial",
      changed: 29,
      conflict: 1,
      relation: "undo_of",
      parentId: task.id,
    });
    expect((await place(ids[0]!))?.population).toBe(ids[0]);
    expect((await place(ids[9]!))?.population).toBe(1);

    const redo = await planUndo(ctx, { taskId: undo.taskId });
    await applyPlan(ctx, { taskId: redo.taskId });
    await drain(db, redo.taskId);
    expect((await place(ids[0]!))?.population).toBe(ids[0]! * 10);
  });

  test("a deleted selection comes back as it was", async () => {
    await insertPlaces(db, 25, { tags: ["a", "b,c"], notes: 'say "hi"', surveyedOn: "2024-02-29" });
    const before = await db.select().from(placesTable).orderBy(placesTable.geonameId);
    const { task } = await start(admin, all, { kind: "delete" }, { confirmNumber: 25 });
    await drain(db, task.id);
    expect(await db.select().from(placesTable)).toHaveLength(0);
    const undo = await planUndo({ db, actor: admin }, { taskId: task.id });
    await applyPlan({ db, actor: admin }, { taskId: undo.taskId });
    await drain(db, undo.taskId);
    expect(await taskOf(undo.taskId)).toMatchObject({ state: "succeeded", changed: 25 });
    expect(await db.select().from(placesTable).orderBy(placesTable.geonameId)).toEqual(before);
  });

  test("retry takes up exactly the records that failed", async () => {
    await insertPlaces(db, 50, (id) => ({ population: id <= 3 ? 5 : 500 }));
    const { task } = await start(editor, all, update({ population: { op: "add", by: -100 } }));
    await drain(db, task.id);
    await db.execute(sql`update places set population = 1000 where geoname_id <= 3`);
    const retry = await planRetry({ db, actor: editor }, { taskId: task.id });
    expect(retry.total).toBe(3);
    const { task: child } = await applyPlan({ db, actor: editor }, { taskId: retry.taskId });
    expect(child).toMatchObject({
      state: "succeeded",
      counts: { changed: 3 },
      parent: { id: task.id, relation: "retry_of" },
    });
    expect((await place(1))?.population).toBe(900);
    expect((await place(4))?.population).toBe(400);
  });
});

describe("a preview", () => {
  test("counts and shows, before anything is written, what the write then does", async () => {
    await insertPlaces(db, 60, (id) => ({ population: id === 1 ? 5 : id === 2 ? 2_000_000_000 : 500, status: "new" }));
    const ctx = { db, actor: editor };
    const { taskId } = await planTask(ctx, { table: "places", selection: all });
    const change = update({ population: { op: "add", by: -100 } });
    const preview = await previewPlan(ctx, { taskId, change, pageSize: 20 });
    expect(preview.counts).toMatchObject({ total: 60, willChange: 59, refused: 1 });
    expect(preview.refusals).toMatchObject([{ column: "population", count: 1, code: "23514" }]);
    expect(preview.rows).toHaveLength(20);
    expect(preview.rows[2]).toMatchObject({
      id: "3",
      outcome: "changed",
      cells: [{ column: "population", before: 500, after: 400 }],
    });
    const second = await previewPlan(ctx, { taskId, change, pageSize: 20, cursor: preview.nextCursor });
    expect(second.rows[0]?.id).toBe("21");
    const overflow = await previewPlan(ctx, { taskId, change: update({ population: { op: "multiply", by: 2 } }) });
    expect(overflow.counts).toMatchObject({ willChange: 59, refused: 1 });
    expect(await historyOf(taskId)).toHaveLength(0);
  });
});

describe("bad input", () => {
  test.each([
    ["an unknown column", update({ nope: { op: "set", value: 1 } }), "UNKNOWN_COLUMN"],
    ["a read-only column", update({ generated: { op: "set", value: true } }), "READ_ONLY_COLUMN"],
    ["a wrong type", update({ population: { op: "set", value: "many" } }), "INVALID"],
    ["an unknown operation", update({ population: { op: "explode" } }), "INVALID"],
    ["no column at all", update({}), "EMPTY_CHANGE"],
  ])("%s gets its typed error and changes nothing", async (_name, change, code) => {
    const ids = await insertPlaces(db, 3);
    await expect(start(editor, byIds(ids), change)).rejects.toMatchObject({ code });
    expect(await db.select().from(bulkTasks)).toHaveLength(0);
  });

  test("a viewer, an empty selection, a moved count, another's plan are refused", async () => {
    const ids = await insertPlaces(db, 3);
    const viewer = await createUser(db, { role: "viewer" });
    const change = update({ status: { op: "set", value: "closed" } });
    await expect(start(viewer, byIds(ids), change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(start(editor, byIds([]), change)).rejects.toMatchObject({ code: "EMPTY_SELECTION" });
    await expect(start(editor, { kind: "matching", expectedCount: 4 }, change)).rejects.toMatchObject({
      code: "COUNT_MOVED",
      details: { expected: 4, actual: 3 },
    });
    const { taskId } = await planTask({ db, actor: editor }, { table: "places", selection: byIds(ids) });
    await expect(applyPlan({ db, actor: admin }, { taskId, change })).rejects.toMatchObject({ code: "PLAN_EXPIRED" });
    await expect(start(editor, all, { kind: "delete" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("a large delete wants its number typed", async () => {
    await insertPlaces(db, 120);
    await expect(start(admin, all, { kind: "delete" })).rejects.toMatchObject({
      code: "INVALID",
      fields: { confirmNumber: expect.stringContaining("120") },
    });
    expect((await start(admin, all, { kind: "delete" }, { confirmNumber: 120 })).task.state).toBe("pending");
  });
});
