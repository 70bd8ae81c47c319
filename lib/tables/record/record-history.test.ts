import { sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import { taskTables } from "@/lib/testing/task-tables";
import { places } from "@/lib/testing/sample-tables";
import { defineTable } from "@/lib/tables/define-table";
import { getRecord } from "./get-record";
import { recordHistory } from "@/lib/testing/verbs";
import { registerTable } from "@/lib/tables/registry";
import { revertRecord } from "./revert-record";
import { saveRecordCell } from "./save-record-cell";

let db: Db;
let editor: Actor;
let viewer: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { name: "Ed Kay" });
  viewer = await createUser(db, { role: "viewer" });
  await pretendWorkerIsAlive(db);
});
beforeEach(() => db.execute(sql`truncate places, ${taskTables}`));
afterEach(() => registerTable(places));

const get = (actor = editor) => getRecord({ db, actor }, { table: "places", id: "1" });
const history = (more: { cursor?: string; limit?: number } = {}, actor = editor) =>
  recordHistory({ db, actor }, { table: "places", id: "1", ...more });
async function save(column: string, value: unknown) {
  const { version } = await get();
  return saveRecordCell({ db, actor: editor }, { table: "places", id: "1", column, value, version });
}
async function revert(to: string | null, actor = editor) {
  const { version } = await get();
  return revertRecord({ db, actor }, { table: "places", id: "1", to, version });
}

test("the history tells who wrote what, before and after, and through which task", async () => {
  await insertPlaces(db, 2);
  await save("region", "R1");
  const task = await runBulk(db, editor, {
    kind: "update",
    columns: { latitude: { op: "set", value: "1.50000" }, status: { op: "set", value: "closed" } },
  });
  const { entries, next } = await history();
  expect(next).toBeNull();
  expect(entries).toMatchObject([
    {
      actor: "Ed Kay",
      wrote: "values",
      task: { text: task.changeText, href: `/tasks/${task.id}` },
      cells: [
        { column: "latitude", before: "52.37403", after: "1.50000" },
        { column: "status", before: "new", after: "closed" },
      ],
    },
    { task: null, cells: [{ column: "region", before: "07", after: "R1" }] },
  ]);
  // Others may read it, but the task's page is not theirs.
  expect((await history({}, viewer)).entries[0]?.task?.href).toBeNull();
});

test("pages visit every entry once", async () => {
  await insertPlaces(db, 1);
  for (const region of ["a", "b", "c", "d", "e"]) await save("region", region);
  const seen: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await history({ cursor, limit: 2 });
    seen.push(...page.entries.map(({ cells }) => cells[0]?.after));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual(["e", "d", "c", "b", "a"]);
});

test("a record goes back to what it held after an entry, and that is an entry of its own", async () => {
  await insertPlaces(db, 1, { latitude: "12.34567" });
  await save("region", "R1");
  await save("latitude", "1.5");
  await save("region", "R2");
  const [, , first] = (await history()).entries;
  expect(await revert(first?.at ?? "")).toMatchObject({ values: { region: "R1", latitude: "12.34567" } });
  const { entries } = await history();
  expect(entries).toHaveLength(4);
  expect(entries[0]?.cells).toEqual([
    { column: "region", before: "R2", after: "R1" },
    { column: "latitude", before: "1.50000", after: "12.34567" },
  ]);
  expect((await revert(null)).values.region).toBe("07");
});

test("a record that was edited meanwhile is not reverted over", async () => {
  await insertPlaces(db, 1);
  await save("region", "R1");
  const { version } = await get();
  await save("region", "R2");
  await expect(
    revertRecord({ db, actor: editor }, { table: "places", id: "1", to: null, version }),
  ).rejects.toMatchObject({ code: "CONFLICT", details: { row: { values: { region: "R2" } } } });
});

test("what the database no longer accepts is refused with a sentence", async () => {
  await insertPlaces(db, 1);
  await save("population", 5);
  await db.execute(sql`alter table places add constraint places_population_small check (population < 100) not valid`);
  await expect(revert(null)).rejects.toMatchObject({ code: "REFUSED", message: "Breaks the rule “population small”." });
  await db.execute(sql`alter table places drop constraint places_population_small`);
});

test("a viewer reads the history and is refused to revert", async () => {
  await insertPlaces(db, 1);
  await save("region", "R1");
  expect((await history({}, viewer)).entries).toHaveLength(1);
  await expect(revert(null, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a record out of reach has no history, cannot be read and is not reverted", async () => {
  await insertPlaces(db, 1);
  await save("region", "R1");
  const { version } = await get();
  registerTable(defineTable(placesTable, { scope: () => sql`${placesTable.country} = 'DE'` }));
  const gone = { code: "NOT_FOUND" };
  await expect(history()).rejects.toMatchObject(gone);
  await expect(get()).rejects.toMatchObject(gone);
  await expect(
    revertRecord({ db, actor: editor }, { table: "places", id: "1", to: null, version }),
  ).rejects.toMatchObject(gone);
  await expect(getRecord({ db, actor: editor }, { table: "places", id: "no" })).rejects.toMatchObject(gone);
});
