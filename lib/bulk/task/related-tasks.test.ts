import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertTask } from "@/lib/testing/insert-task";
import { listTasks } from "@/lib/testing/verbs";
import { relatedTasks } from "./related-tasks";
import { taskActors } from "./task-actors";

let db: Db;
let editor: Actor;
let admin: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { name: "Eve" });
  admin = await createUser(db, { role: "admin", name: "Ada" });
});

test("a task knows what it came from and what came of it, plans that nobody applied left out", async () => {
  const parent = await insertTask(db, editor, { state: "partial" });
  const retry = await insertTask(db, editor, { state: "succeeded", parentId: parent.id, relation: "retry_of" });
  await insertTask(db, editor, { state: "planned", parentId: parent.id, relation: "undo_of" });
  const ctx = { db, actor: editor };
  expect(await relatedTasks(ctx, { taskId: parent.id })).toMatchObject({ parent: null, children: [{ id: retry.id }] });
  expect(await relatedTasks(ctx, { taskId: retry.id })).toMatchObject({ parent: { id: parent.id }, children: [] });
});

test("an admin's undo of somebody's task shows to admins; strangers see neither", async () => {
  const parent = await insertTask(db, editor, { state: "succeeded" });
  const undo = await insertTask(db, admin, { state: "succeeded", parentId: parent.id, relation: "undo_of" });
  expect((await relatedTasks({ db, actor: admin }, { taskId: parent.id })).children).toMatchObject([{ id: undo.id }]);
  expect((await relatedTasks({ db, actor: editor }, { taskId: parent.id })).children).toEqual([]);
  await expect(relatedTasks({ db, actor: editor }, { taskId: undo.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("admins choose among those who have started tasks; others have no choice", async () => {
  await createUser(db, { name: "Never did anything" });
  expect((await taskActors({ db, actor: admin })).map(({ name }) => name)).toEqual(["Ada", "Eve"]);
  expect(await taskActors({ db, actor: editor })).toEqual([]);
});

test("a list of one person's tasks holds theirs only, and asking for another's gets an editor nothing", async () => {
  const theirs = await listTasks({ db, actor: admin }, { actorId: editor.id });
  expect(theirs.tasks.length).toBeGreaterThan(0);
  expect(theirs.tasks.every((task) => task.actor.id === editor.id)).toBe(true);
  expect((await listTasks({ db, actor: editor }, { actorId: admin.id })).tasks).toEqual([]);
});
