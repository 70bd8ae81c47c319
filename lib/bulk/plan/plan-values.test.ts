import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { taskTables } from "@/lib/testing/task-tables";
import type { ApplyPlanInput } from "./apply-plan";
import { planRetry, planUndo } from "./plan-child";
import type { PlanValuesInput } from "./plan-values";
import { applyPlan, planValues, previewPlan } from "@/lib/testing/verbs";

let db: Db;
let editor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { role: "editor" });
  await pretendWorkerIsAlive(db);
});

beforeEach(async () => {
  await db.execute(sql`truncate places, ${taskTables}`);
});

type Records = PlanValuesInput["records"];
const values = (id: number, values: Records[number]["values"], version: string | null = null) => ({
  id: String(id),
  version,
  values,
});

const plan = (records: Records, origin: PlanValuesInput["origin"] = "paste", actor = editor) =>
  planValues({ db, actor }, { table: "places", origin, records });

async function run(records: Records, rest: Partial<ApplyPlanInput> = {}) {
  const { taskId } = await plan(records);
  const { ran } = await applyPlan({ db, actor: editor }, { taskId, ...rest });
  if (ran === "background") await drain(db, taskId);
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  return { ran, ...task! };
}

async function undo(taskId: string) {
  const { taskId: undoId } = await planUndo({ db, actor: editor }, { taskId });
  const { ran } = await applyPlan({ db, actor: editor }, { taskId: undoId });
  if (ran === "background") await drain(db, undoId);
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, undoId));
  return task!;
}

const everything = () => db.select().from(placesTable).orderBy(placesTable.geonameId);
const place = async (id: number) => (await db.select().from(placesTable).where(eq(placesTable.geonameId, id)))[0];
const outcomesOf = (taskId: string) =>
  db.select().from(recordOutcomes).where(eq(recordOutcomes.taskId, taskId)).orderBy(recordOutcomes.id);
const versionOf = async (id: number) => {
  const [row] = await db.execute<{ version: string }>(
    sql`select xmin::text as version from places where geoname_id = ${id}`,
  );
  return row!.version;
};

describe("values of their own per record", () => {
  test("of every kind are written as given, directly, and undo brings the old ones back", async () => {
    const [a, b, c] = (await insertPlaces(db, 12)) as [number, number, number];
    const before = await everything();
    const done = await run([
      values(c, { tags: ["x", "y,z"], surveyedOn: "2024-02-29", latitude: "1.50000", capital: true }),
      values(a, { name: "=1+1", population: 7, status: "reviewed", notes: 'say "hi"\n' }),
      values(b, { notes: null, tags: [] }),
    ]);
    expect(done).toMatchObject({ ran: "direct", state: "succeeded", total: 3, operation: "update" });
    expect(done.changeText).toBe(
      "pasted into Name, Population, Latitude, Status, Capital, Surveyed on, Tags, Notes of 3 records",
    );
    expect(await place(a)).toMatchObject({ name: "=1+1", population: 7, status: "reviewed", notes: 'say "hi"\n' });
    expect(await place(b)).toEqual({ ...before[1], notes: null, tags: [] });
    expect(await place(c)).toMatchObject({
      tags: ["x", "y,z"],
      surveyedOn: "2024-02-29",
      latitude: "1.50000",
      capital: true,
      name: `Place ${c}`,
    });
    expect(await undo(done.id)).toMatchObject({ state: "succeeded", changed: done.changed });
    expect(await everything()).toEqual(before);
  });

  test("above minAsyncRecords run in the background, and can be undone, and that as well", async () => {
    const ids = await insertPlaces(db, 2_300, (id) => ({ population: id }));
    const records = ids.map((id) => values(id, { population: id * 2, notes: `row ${id}` }));
    const done = await run(records);
    expect(done).toMatchObject({ ran: "background", state: "succeeded", changed: 2_300 });
    expect(done.changeText).toBe("pasted into Population, Notes of 2,300 records");
    expect((await everything()).map((p) => [p.population, p.notes])).toEqual(ids.map((id) => [id * 2, `row ${id}`]));
    const undone = await undo(done.id);
    expect(undone).toMatchObject({ state: "succeeded", changed: 2_300 });
    expect((await everything()).map((p) => [p.population, p.notes])).toEqual(ids.map((id) => [id, null]));
    expect(await undo(undone.id)).toMatchObject({ state: "succeeded", changed: 2_300 });
    expect((await place(5))?.notes).toBe("row 5");
  });

  test("a record that already holds them is unchanged", async () => {
    const [id] = (await insertPlaces(db, 1, { population: 5 })) as [number];
    expect(await run([values(id, { population: "5", tags: [] })])).toMatchObject({ state: "succeeded", unchanged: 1 });
  });

  test("a record that someone changed since the user saw it is a conflict; without a version it is written", async () => {
    const [a, b] = (await insertPlaces(db, 2)) as [number, number];
    const seen = await versionOf(a);
    await db.execute(sql`update places set notes = 'theirs'`);
    const done = await run([values(a, { population: 1 }, seen), values(b, { population: 1 })]);
    expect(done).toMatchObject({ state: "partial", changed: 1, conflict: 1 });
    expect(await outcomesOf(done.id)).toMatchObject([{ recordId: String(a), outcome: "conflict" }]);
    expect((await place(b))?.population).toBe(1);
    const forced = await run([values(a, { population: 1 }, seen)], { conflictPolicy: "overwrite" });
    expect(forced).toMatchObject({ state: "succeeded", changed: 1 });
  });

  test("of records that are gone are listed, not lost", async () => {
    const [a] = (await insertPlaces(db, 1)) as [number];
    const done = await run([values(a, { population: 1 }), values(999, { population: 1 })]);
    expect(done).toMatchObject({ state: "partial", total: 2, changed: 1, gone: 1 });
  });

  test("outside the actor's scope are what records that are gone are", async () => {
    const scoped = defineTable(placesTable, {
      scope: (actor) => (actor.role === "admin" ? undefined : sql`${placesTable.country} = 'NL'`),
    });
    registerTable(scoped);
    try {
      const [a, b] = (await insertPlaces(db, 2, (id) => ({ country: id % 2 ? "NL" : "BE" }))) as [number, number];
      const done = await run([values(a, { population: 1 }), values(b, { population: 2 })]);
      expect(done).toMatchObject({ state: "partial", changed: 1, gone: 1, forbidden: 0, failed: 0 });
      expect(await outcomesOf(done.id)).toMatchObject([{ recordId: String(b), label: null, column: null }]);
    } finally {
      registerTable(defineTable(placesTable, { columns: { generated: { editable: false } } }));
    }
  });
});

describe("a value that is no good", () => {
  test("fails its record with column and sentence, and no other", async () => {
    const [a, b, c] = (await insertPlaces(db, 3)) as [number, number, number];
    const { taskId } = await plan([
      values(a, { name: "fine" }),
      values(b, { population: "many", name: "not written" }),
      values(c, { name: null }),
    ]);
    const preview = await previewPlan({ db, actor: editor }, { taskId });
    expect(preview.counts).toMatchObject({ total: 3, willChange: 1, refused: 2, unchanged: 0 });
    expect(preview.refusals.map((r) => [r.column, r.count]).toSorted()).toEqual([
      ["name", 1],
      ["population", 1],
    ]);
    expect(preview.rows.map((r) => [r.id, r.outcome, r.message])).toEqual([
      [String(a), "changed", null],
      [String(b), "failed", "Must be a whole number between -2,147,483,648 and 2,147,483,647."],
      [String(c), "failed", "Name must not be empty."],
    ]);
    const { task } = await applyPlan({ db, actor: editor }, { taskId });
    expect(task).toMatchObject({ state: "partial", counts: { changed: 1, failed: 2 } });
    expect(await outcomesOf(taskId)).toMatchObject([
      { recordId: String(b), label: `Place ${b}`, outcome: "failed", column: "population", code: "parse_error" },
      { recordId: String(c), column: "name", message: "Name must not be empty." },
    ]);
    expect((await place(b))?.name).toBe(`Place ${b}`);
  });

  test("is found among thousands together with what only the database refuses", async () => {
    const ids = await insertPlaces(db, 3_000);
    const unreadable = new Set([1, 1_500, 3_000]);
    const refused = new Set([2, 2_999]);
    const done = await run(
      ids.map((id) => values(id, { population: unreadable.has(id) ? "x" : refused.has(id) ? -1 : id })),
    );
    expect(done).toMatchObject({ state: "partial", changed: 2_995, failed: 5 });
    const outcomes = await outcomesOf(done.id);
    expect(new Set(outcomes.map((o) => Number(o.recordId)))).toEqual(new Set([...unreadable, ...refused]));
    expect(outcomes.find((o) => o.recordId === "2")).toMatchObject({ code: "23514", column: "population" });
    expect((await place(1_500))?.population).toBe(1_500_000);
  });

  test("leaves nothing changed where all or nothing was asked for", async () => {
    const [a, b] = (await insertPlaces(db, 2)) as [number, number];
    const records = [values(a, { population: 1 }), values(b, { population: "x" })];
    expect(await run(records, { errorPolicy: "all_or_nothing" })).toMatchObject({ state: "failed", changed: 0 });
    expect((await place(a))?.population).not.toBe(1);
  });

  test("retry takes the values of the unfinished records along", async () => {
    const ids = await insertPlaces(db, 30);
    await db.execute(sql`alter table places add constraint no_five check (population <> 5)`);
    const done = await run(ids.map((id) => values(id, { population: id })));
    expect(done).toMatchObject({ state: "partial", failed: 1 });
    await db.execute(sql`alter table places drop constraint no_five`);
    const retry = await planRetry({ db, actor: editor }, { taskId: done.id });
    expect(retry.total).toBe(1);
    const { task } = await applyPlan({ db, actor: editor }, { taskId: retry.taskId });
    expect(task).toMatchObject({ state: "succeeded", changeText: "pasted into Population of 1 record" });
    expect((await place(5))?.population).toBe(5);
  });
});

describe("a plan with values", () => {
  test("twice the same record is one record, the later value wins", async () => {
    const [a] = (await insertPlaces(db, 1)) as [number];
    const done = await run([
      values(a, { population: 1, notes: "kept" }),
      { id: `00${a}`, version: null, values: { population: 2 } },
    ]);
    expect(done).toMatchObject({ total: 1, changed: 1 });
    expect(await place(a)).toMatchObject({ population: 2, notes: "kept" });
  });

  test("submitted twice at once is one task; with other values it is another", async () => {
    const ids = await insertPlaces(db, 40);
    const ctx = { db, actor: editor };
    const submit = async (population: number) => {
      const { taskId } = await plan(ids.map((id) => values(id, { population })));
      return applyPlan(ctx, { taskId });
    };
    const [a, b, c] = await Promise.all([submit(1), submit(1), submit(2)]);
    expect(a.task.id).toBe(b.task.id);
    expect(c.task.id).not.toBe(a.task.id);
    expect([a.joined, b.joined].toSorted()).toEqual([false, true]);
  });

  test("keeps its change, whatever is sent along", async () => {
    const [a] = (await insertPlaces(db, 1)) as [number];
    const { taskId } = await plan([values(a, { population: 1 })]);
    const { task } = await applyPlan({ db, actor: editor }, { taskId, change: { kind: "delete" } });
    expect(task).toMatchObject({ operation: "update", counts: { changed: 1 } });
    expect((await place(a))?.population).toBe(1);
  });

  test.each([
    ["an unknown column", [values(1, { nope: 1 })], "UNKNOWN_COLUMN"],
    ["a read-only column", [values(1, { generated: true })], "READ_ONLY_COLUMN"],
    ["no column", [values(1, {})], "EMPTY_CHANGE"],
    ["no record", [], "EMPTY_SELECTION"],
    ["an id that can't be one", [{ id: "abc", version: null, values: { population: 1 } }], "INVALID"],
  ])("with %s gets its typed error and leaves nothing behind", async (_name, records, code) => {
    registerTable(defineTable(placesTable, { columns: { generated: { editable: false } } }));
    await insertPlaces(db, 1);
    await expect(plan(records)).rejects.toMatchObject({ code });
    expect(await db.select().from(bulkTasks)).toHaveLength(0);
  });

  test("of more than 10,000 records, or of a viewer, is refused", async () => {
    const [a] = (await insertPlaces(db, 1)) as [number];
    await expect(plan(Array.from({ length: 10_001 }, () => values(a, { population: 1 })))).rejects.toThrow(
      "At most 10,000 records",
    );
    const viewer = await createUser(db, { role: "viewer" });
    await expect(plan([values(a, { population: 1 })], "paste", viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
