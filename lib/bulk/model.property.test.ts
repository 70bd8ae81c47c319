import { eq, inArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive, runChunks } from "@/lib/testing/drain";
import { taskTables } from "@/lib/testing/task-tables";
import { applyPlan, planTask, planValues } from "@/lib/testing/verbs";
import { planRetry, planUndo } from "./plan/plan-child";
import { CONFLICT_POLICIES, ERROR_POLICIES } from "./model/policies";

const N = 60;
const CHUNK = 7;
const MOST = 2_147_483_647;
const NONSENSE = "many";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db, { role: "admin" });
  await pretendWorkerIsAlive(db);
  registerTable(defineTable(placesTable, { bulk: { chunkSize: CHUNK, minAsyncRecords: 1, stopEarly: null } }));
});

type Place = { population: number; notes: string | null };
type World = Map<number, Place>;
/** Values of their own per record: only of those that are frozen, by id. `NONSENSE` can't be read as a number. */
interface Values {
  population?: number | typeof NONSENSE;
  notes?: string | null;
}
type Edit = {
  /** Set: what each id gets; an id without values takes those of the first. `checked`: by the version that was seen. */
  given?: { values: Values[]; checked: boolean; names: string[] };
  columns: {
    population?: { op: "add" | "multiply"; by: number };
    notes?: { op: "set"; value: string } | { op: "append"; text: string };
  };
};
/** What the model knows of a finished task. */
interface Past {
  id: string;
  before: Map<number, Partial<Place>>;
  after: Map<number, Partial<Place>>;
  toRetry: number[];
  edit: Edit | null;
}
interface Expected {
  changed: number[];
  unchanged: number;
  conflict: number[];
  failed: number[];
  unprocessed: number[];
}

const given: fc.Arbitrary<Edit> = fc.record({
  columns: fc.constant({}),
  given: fc.record({
    values: fc.array(
      fc.record(
        {
          population: fc.oneof(fc.integer({ min: -2, max: 60 }), fc.constant(NONSENSE)),
          notes: fc.constantFrom("x", "", null),
        },
        { requiredKeys: [] },
      ),
      { minLength: 1, maxLength: N },
    ),
    checked: fc.boolean(),
    names: fc.constant([]),
  }),
});

const operations: fc.Arbitrary<Edit> = fc
  .record(
    {
      population: fc.oneof(
        fc.record({ op: fc.constant("add" as const), by: fc.integer({ min: -60, max: 60 }) }),
        fc.record({ op: fc.constant("multiply" as const), by: fc.constantFrom(-1, 0, 1, 2, 40_000_000) }),
      ),
      notes: fc.oneof(
        fc.record({ op: fc.constant("set" as const), value: fc.constantFrom("x", "y") }),
        fc.record({ op: fc.constant("append" as const), text: fc.constantFrom("!", "?") }),
      ),
    },
    { requiredKeys: [] },
  )
  .filter((columns) => Object.keys(columns).length > 0)
  .map((columns) => ({ columns }));

const edit = fc.oneof(operations, given);

/** As the task has them: one list for all records. */
const columnsOf = ({ columns, given }: Edit): string[] => given?.names ?? Object.keys(columns).toSorted();

/** Which columns the values of these records name. */
function named(edit: Edit, ids: number[]): Edit {
  if (!edit.given) return edit;
  const names = new Set(ids.flatMap((id) => Object.keys(valuesOf(id, edit.given!.values))));
  return { ...edit, given: { ...edit.given, names: [...names].toSorted() } };
}

const valuesOf = (id: number, values: Values[]): Values => values[id - 1] ?? values[0]!;

const step = fc
  .record({
    kind: fc.constantFrom("edit" as const, "edit" as const, "undo" as const, "retry" as const),
    edit,
    ids: fc.uniqueArray(fc.integer({ min: 1, max: N }), { minLength: 1, maxLength: N }),
    /** Records that someone else edits between freeze and write. */
    meanwhile: fc.uniqueArray(fc.integer({ min: 1, max: N }), { maxLength: 3 }),
    /** Cancel after so many chunks; null: run to the end. */
    cancelAfter: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null, freq: 3 }),
    errorPolicy: fc.constantFrom("skip_failed" as const, "skip_failed" as const, ...ERROR_POLICIES),
    conflictPolicy: fc.constantFrom("skip" as const, ...CONFLICT_POLICIES),
    of: fc.nat(),
  })
  .map((given) => ({ ...given, edit: named(given.edit, given.ids) }))
  .filter(({ edit }) => columnsOf(edit).length > 0);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function next(id: number, place: Place, { columns, given }: Edit): Place | "refused" | "parse_error" {
  if (given) {
    const { population = place.population, notes = place.notes } = valuesOf(id, given.values);
    if (population === NONSENSE) return "parse_error";
    return population < 0 ? "refused" : { population, notes };
  }
  const { population, notes } = columns;
  const p = population
    ? population.op === "add"
      ? place.population + population.by
      : // Never minus nought, which the database does not know.
        place.population * population.by + 0
    : place.population;
  if (p < 0 || p > MOST) return "refused";
  const n = notes ? (notes.op === "set" ? notes.value : (place.notes ?? "") + notes.text) : place.notes;
  return { population: p, notes: n };
}

const pick = (place: Place, columns: string[]): Partial<Place> =>
  Object.fromEntries(columns.map((column) => [column, place[column as keyof Place]]));
const same = (a: Partial<Place> | undefined, b: Partial<Place> | undefined) => JSON.stringify(a) === JSON.stringify(b);

/** The engine's rules once more, in plain TypeScript, on a Map. */
function model(
  world: World,
  frozen: number[],
  given: Step,
  change: Edit | Past,
  { chunkOf, touched }: Meanwhile,
): Modelled {
  const { errorPolicy, conflictPolicy, cancelAfter } = given;
  const atomic = errorPolicy === "all_or_nothing";
  // Values without a version overwrite; a retry looks at the record as it was when it was frozen again.
  const blind = "columns" in change && change.given?.checked === false && given.kind === "edit";
  const stale = new Set(conflictPolicy === "skip" && !blind ? touched : []);
  // One chunk or all of them: an all-or-nothing task is written in one go.
  const chunks = cancelAfter === null || (atomic && cancelAfter > 0) ? Number.POSITIVE_INFINITY : cancelAfter;
  const isDone = (id: number) => chunkOf.get(id)! < chunks;
  const result = modelEach(new Map(world), frozen, stale, isDone, change);
  const { conflict, failed } = result.expected;
  if (!atomic || conflict.length + failed.length === 0) return { ...result, refused: false };
  const bad = new Set([...conflict, ...failed]);
  const expected = { ...result.expected, changed: [], unchanged: 0, unprocessed: frozen.filter((id) => !bad.has(id)) };
  // No chunk is done, so a retry takes up every record.
  return { world, expected, past: { before: new Map(), after: new Map(), toRetry: frozen }, refused: true };
}

/** What was so when the task began to write. */
interface Meanwhile {
  /** Which chunk holds each record: an undo has those that its task wrote, so they are read, not reckoned. */
  chunkOf: Map<number, number>;
  /** Records whose content someone else changed after they were frozen; a write that changes nothing is no conflict. */
  touched: number[];
}

interface Modelled {
  world: World;
  expected: Expected;
  past: Omit<Past, "id" | "edit">;
  /** An all-or-nothing task met a bad record. */
  refused: boolean;
}

function modelEach(
  world: World,
  frozen: number[],
  stale: Set<number>,
  isDone: (id: number) => boolean,
  change: Edit | Past,
): Omit<Modelled, "refused"> {
  const expected: Expected = { changed: [], unchanged: 0, conflict: [], failed: [], unprocessed: [] };
  const past: Omit<Past, "id" | "edit"> = { before: new Map(), after: new Map(), toRetry: [] };
  frozen.forEach((id) => {
    if (!isDone(id)) return expected.unprocessed.push(id);
    const place = world.get(id)!;
    if ("columns" in change) {
      const after = next(id, place, change);
      const columns = columnsOf(change);
      if (after === "parse_error") return expected.failed.push(id);
      if (after !== "refused" && same(pick(after, columns), pick(place, columns))) return expected.unchanged++;
      if (stale.has(id)) return expected.conflict.push(id);
      if (after === "refused") return expected.failed.push(id);
      past.before.set(id, pick(place, columns));
      past.after.set(id, pick(after, columns));
      world.set(id, after);
      return expected.changed.push(id);
    }
    const [before, after] = [change.before.get(id)!, change.after.get(id)!];
    const now = pick(place, Object.keys(after));
    if (same(now, before)) return expected.unchanged++;
    if (!same(now, after)) return expected.conflict.push(id);
    past.before.set(id, now);
    past.after.set(id, before);
    world.set(id, { ...place, ...before });
    return expected.changed.push(id);
  });
  past.toRetry = [...expected.conflict, ...expected.failed, ...expected.unprocessed];
  return { world, expected, past };
}

async function plan(
  given: Step,
  pasts: Past[],
): Promise<{ taskId: string; frozen: number[]; change: Edit | Past } | undefined> {
  const ctx = { db, actor };
  if (given.kind === "edit") {
    const { taskId } = await planEdit(given.ids, given.edit);
    return { taskId, frozen: given.ids.toSorted((a, b) => a - b), change: given.edit };
  }
  const candidates = pasts.filter((p) =>
    given.kind === "undo" ? p.after.size > 0 : p.edit !== null && p.toRetry.length > 0,
  );
  const past = candidates[given.of % candidates.length];
  if (!past) return undefined;
  if (given.kind === "undo") {
    const { taskId } = await planUndo(ctx, { taskId: past.id });
    return { taskId, frozen: [...past.after.keys()].toSorted((a, b) => a - b), change: past };
  }
  const { taskId } = await planRetry(ctx, { taskId: past.id });
  return { taskId, frozen: past.toRetry.toSorted((a, b) => a - b), change: past.edit! };
}

async function planEdit(ids: number[], { given }: Edit): Promise<{ taskId: string }> {
  const ctx = { db, actor };
  if (!given) return planTask(ctx, { table: "places", selection: { kind: "records", ids: ids.map(String) } });
  const versions = await db.execute<{ id: number; version: string }>(
    sql`select geoname_id as id, xmin::text as version from places`,
  );
  const seen = new Map(versions.map(({ id, version }) => [id, version]));
  const records = ids.map((id) => ({
    id: String(id),
    version: given.checked ? seen.get(id)! : null,
    values: { ...valuesOf(id, given.values) },
  }));
  return planValues(ctx, { table: "places", origin: "paste", records });
}

async function run(taskId: string, change: Edit | Past, given: Partial<Step>): Promise<void> {
  const { errorPolicy = "skip_failed", conflictPolicy = "skip", cancelAfter = null } = given;
  const asked = "columns" in change && !change.given ? { kind: "update" as const, columns: change.columns } : undefined;
  await applyPlan({ db, actor }, { taskId, change: asked, errorPolicy, conflictPolicy });
  await runChunks({ db, actor }, taskId, cancelAfter);
}

async function chunksOf(taskId: string): Promise<Map<number, number>> {
  const rows = await db.execute<{ id: string; chunk: number }>(
    sql`select id, (dense_rank() over (order by seq))::int - 1 as chunk
          from swath.bulk_chunks, unnest(record_ids) as id where task_id = ${taskId}`,
  );
  return new Map(rows.map(({ id, chunk }) => [Number(id), chunk]));
}

async function actualWorld(): Promise<World> {
  const rows = await db.select().from(placesTable).orderBy(placesTable.geonameId);
  return new Map(rows.map((row) => [row.geonameId, { population: row.population, notes: row.notes }]));
}

async function check(taskId: string, frozen: number[], { expected, refused }: Modelled): Promise<void> {
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  const missed = expected.conflict.length + expected.failed.length;
  const counts = {
    total: frozen.length,
    changed: expected.changed.length,
    unchanged: expected.unchanged,
    conflict: expected.conflict.length,
    failed: expected.failed.length,
  };
  const state =
    expected.unprocessed.length > 0 && !refused
      ? "cancelled"
      : missed === 0
        ? "succeeded"
        : missed < frozen.length && !refused
          ? "partial"
          : "failed";
  expect(task).toMatchObject({ ...counts, gone: 0, forbidden: 0, state });
  const history = await db.execute<{ id: string }>(
    sql`select record_id as id from swath.record_history where task_id = ${taskId}`,
  );
  expect(history.map((row) => Number(row.id)).toSorted((a, b) => a - b)).toEqual(expected.changed);
  const outcomes = await db.execute<{ id: string; outcome: string }>(
    sql`select record_id as id, outcome from swath.record_outcomes where task_id = ${taskId}`,
  );
  const listed = (outcome: string) =>
    outcomes
      .filter((row) => row.outcome === outcome)
      .map((row) => Number(row.id))
      .toSorted((a, b) => a - b);
  expect(listed("conflict")).toEqual(expected.conflict);
  expect(listed("failed")).toEqual(expected.failed);
}

async function reset(): Promise<void> {
  // Many runs take longer than a heartbeat counts.
  await pretendWorkerIsAlive(db);
  await db.execute(sql`truncate places, ${taskTables}`);
  await insertPlaces(db, N, (id) => ({ population: id, notes: id % 3 === 0 ? null : "n" }));
}

test("whatever is edited, refused, cancelled, retried and undone, the table is what the model says, and every record has its outcome", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await reset();
      let world = await actualWorld();
      const pasts: Past[] = [];
      for (const given of steps) {
        const planned = await plan(given, pasts);
        if (!planned) continue;
        const { taskId, frozen, change } = planned;
        const theirs: Place = { population: 30, notes: "theirs" };
        const touched = given.meanwhile.filter((id) => {
          const { population, notes } = world.get(id)!;
          return population !== theirs.population || notes !== theirs.notes;
        });
        if (given.meanwhile.length > 0) {
          await db.update(placesTable).set(theirs).where(inArray(placesTable.geonameId, given.meanwhile));
          for (const id of given.meanwhile) world.set(id, theirs);
        }
        const chunkOf = await chunksOf(taskId);
        await run(taskId, change, given);
        const modelled = model(world, frozen, given, change, { chunkOf, touched });
        world = modelled.world;
        await check(taskId, frozen, modelled);
        expect(await actualWorld()).toEqual(world);
        pasts.push({ id: taskId, edit: "columns" in change ? change : null, ...modelled.past });
      }
    }),
    { numRuns: Number(process.env.SWATH_PROPERTY_RUNS ?? 30) },
  );
}, 240_000);

test("undo after apply is identity where nobody interfered", async () => {
  await fc.assert(
    fc.asyncProperty(step, async ({ edit: change, ids, cancelAfter }) => {
      await reset();
      const before = await actualWorld();
      const { taskId } = await planEdit(ids, change);
      await run(taskId, change, { cancelAfter });
      const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
      if (task!.changed > 0) {
        const undo = await planUndo({ db, actor }, { taskId });
        await run(undo.taskId, { id: taskId, before: new Map(), after: new Map(), toRetry: [], edit: null }, {});
        const [undone] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, undo.taskId));
        expect(undone).toMatchObject({ state: "succeeded", changed: task!.changed });
      }
      expect(await actualWorld()).toEqual(before);
    }),
    { numRuns: Number(process.env.SWATH_PROPERTY_RUNS ?? 20) },
  );
}, 240_000);
