import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { insertTask } from "@/lib/testing/insert-task";
import { cancelTask, pauseTask, resumeTask } from "./control-task";

let db: Db;
let editor: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
});

const VERBS = { cancelTask, pauseTask, resumeTask };

test.each(Object.entries(VERBS))("%s: another person's task, and a plan, are not there", async (_, verb) => {
  const other = await createUser(db);
  const task = await insertTask(db, editor);
  const plan = await insertTask(db, editor, { state: "planned" });
  await expect(verb({ db, actor: other }, { taskId: task.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(verb({ db, actor: editor }, { taskId: plan.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test.each(Object.entries(VERBS))("%s: an ended task stays as it is", async (_, verb) => {
  const task = await insertTask(db, editor, { state: "succeeded" });
  await expect(verb({ db, actor: editor }, { taskId: task.id })).rejects.toMatchObject({ code: "CONFLICT" });
});

test("an admin may cancel anybody's task", async () => {
  const admin = await createUser(db, { role: "admin" });
  const task = await insertTask(db, editor, { backend: "graphile" });
  expect(await cancelTask({ db, actor: admin }, { taskId: task.id })).toMatchObject({ state: "cancelled" });
});

test("a task that was paused before it began says when it began once it goes on", async () => {
  const task = await insertTask(db, editor, { state: "pending", startedAt: null, backend: "graphile" });
  const ctx = { db, actor: editor };
  expect(await pauseTask(ctx, { taskId: task.id })).toMatchObject({ state: "paused", startedAt: null });
  expect(await resumeTask(ctx, { taskId: task.id })).toMatchObject({ state: "running", startedAt: expect.any(String) });
});

test("the time that a task is paused is written down, whether it goes on or is cancelled", async () => {
  const ctx = { db, actor: editor };
  const began = new Date(Date.now() - 60_000);
  for (const next of [resumeTask, cancelTask]) {
    const task = await insertTask(db, editor, { backend: "graphile", startedAt: began, processed: 50, changed: 50 });
    await pauseTask(ctx, { taskId: task.id });
    await db.execute(
      sql`update swath.bulk_tasks set paused_at = paused_at - interval '50 seconds' where id = ${task.id}`,
    );
    const { pausedMs, rate } = await next(ctx, { taskId: task.id });
    expect(pausedMs).toBeGreaterThanOrEqual(50_000);
    expect(pausedMs).toBeLessThan(58_000);
    // Ten seconds at work, not a minute.
    if (next === resumeTask) expect(rate).toBeGreaterThan(4);
  }
});
