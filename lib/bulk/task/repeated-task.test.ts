import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { places } from "@/lib/testing/sample-tables";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertTask } from "@/lib/testing/insert-task";
import { runBulk } from "@/lib/testing/run-bulk";
import { applyPlan } from "@/lib/testing/verbs";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import { repeatedTask } from "./repeated-task";
import { whyNotAgain } from "./why-not-again";

let db: Db;
let editor: Actor, admin: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  admin = await createUser(db, { role: "admin" });
  await insertPlaces(db, 5);
});

const close = { kind: "update" as const, columns: { status: { op: "set", value: "closed" } } };
const filter = { join: "and" as const, rules: [{ column: "population", operator: "gte", value: 3_000 }] };

test("a task is asked for again with its filter and change, and finds the records of now", async () => {
  const selection = { kind: "matching" as const, filter, expectedCount: 3 };
  const task = await runBulk(db, editor, close, { selection });
  expect(task.repeatable).toBe(true);
  await insertPlaces(db, 1);
  const again = await repeatedTask({ db, actor: editor }, { taskId: task.id });
  expect(again).toMatchObject({ change: close, selection: { kind: "matching", filter, expectedCount: null } });
  const second = await runBulk(db, editor, again.change, { selection: again.selection });
  expect(second).toMatchObject({ total: 4, counts: { changed: 1, unchanged: 3 } });
});

test("named records are named again; undos and values per record can't be repeated", async () => {
  const task = await runBulk(db, editor, close, { selection: { kind: "records", ids: ["1", "2"] } });
  const again = await repeatedTask({ db, actor: editor }, { taskId: task.id });
  expect(again.selection).toEqual({ kind: "records", ids: ["1", "2"] });
  const undo = await planUndo({ db, actor: editor }, { taskId: task.id });
  await expect(repeatedTask({ db, actor: editor }, { taskId: undo.taskId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const pasted = await insertTask(db, editor, {
    selection: { kind: "values" },
    change: { kind: "values", columns: ["status"], origin: "paste" },
  });
  await expect(repeatedTask({ db, actor: editor }, { taskId: pasted.id })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a viewer is refused, and so is another person's task", async () => {
  const task = await runBulk(db, editor, close);
  const other = await createUser(db);
  await expect(repeatedTask({ db, actor: other }, { taskId: task.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const viewer = { ...editor, role: "viewer" as const };
  await expect(repeatedTask({ db, actor: viewer }, { taskId: task.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const theirs = await runBulk(db, admin, { kind: "delete" }, { selection: { kind: "records", ids: ["5"] } });
  const demoted = { ...admin, role: "editor" as const };
  await expect(repeatedTask({ db, actor: demoted }, { taskId: theirs.id })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

describe("whether it leads anywhere to run a task again", () => {
  const why = async (taskId: string, actor = admin) => (await whyNotAgain({ db, actor }, { taskId })).why;

  test("records that it deleted are not there to be deleted again, until the delete is undone", async () => {
    const ids = await insertPlaces(db, 2);
    const selection = { kind: "records" as const, ids: ids.map(String) };
    const closed = await runBulk(db, admin, close, { selection });
    expect(await why(closed.id)).toBeNull();
    const task = await runBulk(db, admin, { kind: "delete" }, { selection });
    for (const { id } of [closed, task]) expect(await why(id)).toMatch(/None of its records is there/);
    const { taskId } = await planUndo({ db, actor: admin }, { taskId: task.id });
    await applyPlan({ db, actor: admin }, { taskId });
    for (const { id } of [closed, task]) expect(await why(id)).toBeNull();
  });

  test("a filter that matches nothing any more is said to, also where nothing is within the reader's reach", async () => {
    await insertPlaces(db, 2, () => ({ region: "north" }));
    const north = { join: "and" as const, rules: [{ column: "region", operator: "is", value: "north" }] };
    const south = { kind: "update" as const, columns: { region: { op: "set", value: "south" } } };
    const task = await runBulk(db, editor, south, { selection: { kind: "matching", filter: north } });
    expect(await why(task.id, editor)).toMatch(/Nothing matches its filter/);
    await insertPlaces(db, 1, () => ({ region: "north" }));
    expect(await why(task.id, editor)).toBeNull();
    registerTable(defineTable(placesTable, { scope: () => eq(placesTable.region, "south") }));
    expect(await why(task.id, editor)).toMatch(/Nothing matches its filter/);
    registerTable(places);
  });

  test("another person's task is not there", async () => {
    const task = await runBulk(db, admin, close);
    await expect(why(task.id, editor)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
