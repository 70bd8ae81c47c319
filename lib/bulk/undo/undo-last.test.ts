import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { getRecord } from "@/lib/tables/record/get-record";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import { taskTables } from "@/lib/testing/task-tables";
import { redoLast, undoLast } from "@/lib/testing/verbs";

let db: Db;
let editor: Actor;
let other: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  other = await createUser(db);
  await pretendWorkerIsAlive(db);
});
beforeEach(() => db.execute(sql`truncate places, ${taskTables}`));

async function save(id: number, column: string, value: unknown, actor = editor) {
  const { version } = await getRecord({ db, actor }, { table: "places", id: String(id) });
  await saveRecordCell({ db, actor }, { table: "places", id: String(id), column, value, version });
}
const undo = (skip: string[] = [], actor = editor) => undoLast({ db, actor }, { table: "places", skip });
const redo = (actor = editor) => redoLast({ db, actor }, { table: "places" });
const regions = async () =>
  (await db.execute<{ region: string }>(sql`select region from places order by geoname_id`)).map(
    ({ region }) => region,
  );
const setRegion = (value: string) => ({ kind: "update" as const, columns: { region: { op: "set", value } } });

test("single edits are undone last first, redone, and undone again; the history keeps every step", async () => {
  await insertPlaces(db, 2);
  await save(1, "region", "A");
  await save(2, "region", "B");
  await save(1, "region", "C");
  expect(await undo()).toMatchObject({ kind: "record", row: { id: "1" }, columns: ["region"] });
  expect(await regions()).toEqual(["A", "B"]);
  await undo();
  await undo();
  expect(await regions()).toEqual(["07", "07"]);
  expect(await undo()).toEqual({ kind: "nothing" });
  await redo();
  await redo();
  expect(await regions()).toEqual(["A", "B"]);
  await undo();
  expect(await regions()).toEqual(["A", "07"]);
  await save(2, "region", "new");
  expect(await redo()).toEqual({ kind: "nothing" });
  const [history] = await db.execute<{ n: number }>(sql`select count(*)::int as n from swath.record_history`);
  expect(history?.n).toBe(10);
});

test("a small bulk task is undone and redone like an edit, in its turn", async () => {
  await insertPlaces(db, 3);
  await save(1, "region", "A");
  await runBulk(db, editor, setRegion("T"));
  await save(2, "region", "B");
  await undo();
  expect(await regions()).toEqual(["T", "T", "T"]);
  expect(await undo()).toMatchObject({ kind: "task", task: { operation: "undo", counts: { changed: 3 } } });
  expect(await regions()).toEqual(["A", "07", "07"]);
  expect(await redo()).toMatchObject({ kind: "task", task: { counts: { changed: 3 } } });
  expect(await regions()).toEqual(["T", "T", "T"]);
  await undo();
  await undo();
  expect(await regions()).toEqual(["07", "07", "07"]);
});

test("a large bulk task wants to be confirmed, and nothing is written", async () => {
  await insertPlaces(db, 25);
  const task = await runBulk(db, editor, setRegion("T"));
  expect(await undo()).toMatchObject({ kind: "ask", task: { id: task.id } });
  expect(new Set(await regions())).toEqual(new Set(["T"]));
});

test("what somebody edited since keeps its value, and the change before it has its turn when asked", async () => {
  await insertPlaces(db, 2);
  await save(1, "region", "A");
  await save(2, "region", "B");
  await save(2, "region", "theirs", other);
  const failure = await undo().catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "CONFLICT", message: "This record was edited since." });
  const { change } = (failure as { details: { change: string } }).details;
  await undo([change]);
  expect(await regions()).toEqual(["07", "theirs"]);
});

test("another column that somebody edited since is no obstacle", async () => {
  await insertPlaces(db, 1);
  await save(1, "region", "A");
  await save(1, "population", 5, other);
  expect(await undo()).toMatchObject({ row: { values: { region: "07", population: 5 } } });
});

test("nobody undoes what others did", async () => {
  await insertPlaces(db, 1);
  await save(1, "region", "A");
  expect(await undo([], other)).toEqual({ kind: "nothing" });
});

test("numbers of many digits come back to the last one", async () => {
  await insertPlaces(db, 1, { latitude: "12.34567" });
  await save(1, "latitude", "1.00001");
  await undo();
  await redo();
  await undo();
  expect((await getRecord({ db, actor: editor }, { table: "places", id: "1" })).values.latitude).toBe("12.34567");
});

test("a viewer is refused", async () => {
  const viewer = await createUser(db, { role: "viewer" });
  await expect(undo([], viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(redo(viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
