import { sql } from "drizzle-orm";
import pino from "pino";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { insertTask } from "@/lib/testing/insert-task";
import { moveTask } from "@/lib/testing/move-task";
import { runBulk } from "@/lib/testing/run-bulk";
import { applyPlan, insertRecord } from "@/lib/testing/verbs";
import { cancelTask, pauseTask, resumeTask } from "./control-task";
import { finishIfDone } from "@/lib/bulk/run/finish-task";
import { planRetry, planUndo } from "@/lib/bulk/plan/plan-child";
import { sweep } from "@/lib/bulk/run/sweep";
import { taskTimeline } from "./task-timeline";

let db: Db;
let editor: Actor;
let admin: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { name: "Eve" });
  admin = await createUser(db, { name: "Ada", role: "admin" });
  await insertPlaces(db, 40);
  await pretendWorkerIsAlive(db);
});

const region = (value: string) => ({ kind: "update" as const, columns: { region: { op: "set", value } } });

async function told(taskId: string) {
  const entries = await taskTimeline({ db, actor: admin }, { taskId });
  return entries.map(({ action, actor }) => `${action} by ${actor?.name ?? "system"}`);
}

test("says who did what to a task, in order and in few entries", async () => {
  const { id: taskId } = await runBulk(db, editor, region("A"), { toTheEnd: false });
  await pauseTask({ db, actor: admin }, { taskId });
  await resumeTask({ db, actor: editor }, { taskId });
  await cancelTask({ db, actor: admin }, { taskId });
  await finishIfDone(db, taskId);
  expect(await told(taskId)).toEqual([
    "applied by Eve",
    "paused by Ada",
    "resumed by Eve",
    "cancelling by Ada",
    "cancelled by system",
  ]);
  const entries = await taskTimeline({ db, actor: editor }, { taskId });
  expect(entries[0]?.details).toEqual({ total: 40, backend: "graphile" });
  expect(entries.at(-1)?.details).toEqual({ changed: 0, total: 40 });
});

test("a task that stops by itself says why", async () => {
  const task = await insertTask(db, editor);
  await finishIfDone(db, task.id, { code: "STOPPED_EARLY", message: "Too many failed." });
  const [last] = await taskTimeline({ db, actor: editor }, { taskId: task.id });
  expect(last).toMatchObject({ action: "failed", details: { code: "STOPPED_EARLY", message: "Too many failed." } });
});

test("a task names what retried and what undid it", async () => {
  const ctx = { db, actor: editor };
  const first = await runBulk(db, editor, region("B"), { toTheEnd: false });
  await cancelTask(ctx, { taskId: first.id });
  await finishIfDone(db, first.id);
  const retry = await planRetry(ctx, { taskId: first.id });
  await applyPlan(ctx, { taskId: retry.taskId });
  await drain(db, retry.taskId);
  const undo = await planUndo(ctx, { taskId: retry.taskId });
  await applyPlan(ctx, { taskId: undo.taskId });
  const last = async (taskId: string) => (await taskTimeline(ctx, { taskId })).at(-1);
  expect(await last(first.id)).toMatchObject({ action: "retried", details: { childId: retry.taskId } });
  expect(await last(retry.taskId)).toMatchObject({ action: "undone", details: { childId: undo.taskId } });
});

test("an edit that runs directly has a beginning and an end", async () => {
  const selection = { kind: "records" as const, ids: ["1", "2"] };
  const { id } = await runBulk(db, editor, region("C"), { selection });
  expect(await told(id)).toEqual(["applied by Eve", "succeeded by system"]);
});

test("a record that was refused leaves no entries behind", async () => {
  const values = {
    geonameId: 1,
    name: "Twice",
    country: "NL",
    featureCode: "PPL",
    population: 1,
    latitude: "1",
    longitude: "1",
  };
  const before = await count();
  await expect(insertRecord({ db, actor: editor }, { table: "places", values })).rejects.toMatchObject({
    code: "REFUSED",
  });
  expect(await count()).toBe(before);
});

test("being revived is noted once a minute, and never for a task that only waits for its turn", async () => {
  const old = new Date(Date.now() - 60_000);
  const running = await insertTask(db, editor, { backend: "graphile", heartbeatAt: old });
  const waiting = await insertTask(db, editor, { backend: "graphile", heartbeatAt: old, state: "pending" });
  for (let i = 0; i < 3; i++) {
    await db.execute(sql`update swath.bulk_tasks set heartbeat_at = ${old.toISOString()} where finished_at is null`);
    await sweep({ db, log: pino({ level: "silent" }) });
  }
  expect(await told(running.id)).toEqual(["revived by system"]);
  expect(await told(waiting.id)).toEqual([]);
});

test("a transition that loses its race notes nothing", async () => {
  const task = await insertTask(db, editor, { state: "succeeded" });
  await expect(moveTask(db, task.id, "paused")).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await told(task.id)).toEqual([]);
});

test("another person's task is not there", async () => {
  const task = await insertTask(db, editor);
  const other = await createUser(db);
  const viewer = await createUser(db, { role: "viewer" });
  for (const actor of [other, viewer]) {
    await expect(taskTimeline({ db, actor }, { taskId: task.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

async function count(): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from swath.audit_log`);
  return row?.n ?? 0;
}
