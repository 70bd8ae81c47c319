import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { insertTask } from "@/lib/testing/insert-task";
import { runBulk } from "@/lib/testing/run-bulk";
import { applyPlans, controlTasks, ControlTasksInput, planRetries } from "./control-tasks";

// Read on import, by the log.
vi.hoisted(() => vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));

let db: Db;
let editor: Actor, other: Actor, viewer: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  other = await createUser(db);
  viewer = await createUser(db, { role: "viewer" });
  await pretendWorkerIsAlive(db);
});

const stateOf = async (id: string) =>
  (await db.select({ state: bulkTasks.state }).from(bulkTasks).where(eq(bulkTasks.id, id)))[0]?.state;

test("several are paused, resumed and cancelled at once; each says what became of it, in the order given", async () => {
  const running = await insertTask(db, editor, { backend: "graphile" });
  const ended = await insertTask(db, editor, { state: "succeeded" });
  const theirs = await insertTask(db, other, { backend: "graphile" });
  const waiting = await insertTask(db, editor, { state: "pending", startedAt: null, backend: "graphile" });
  const taskIds = [running.id, ended.id, theirs.id, waiting.id];
  const ctx = { db, actor: editor };
  const answers = async (action: ControlTasksInput["action"]) =>
    (await controlTasks(ctx, { action, taskIds })).map((result) => [
      result.taskId,
      result.ok ? result.value.state : result.code,
    ]);
  const expected = (state: string) => [
    [running.id, state],
    [ended.id, "CONFLICT"],
    [theirs.id, "NOT_FOUND"],
    [waiting.id, state],
  ];
  expect(await answers("pause")).toEqual(expected("paused"));
  expect(await answers("resume")).toEqual(expected("running"));
  expect(await answers("cancel")).toEqual(expected("cancelled"));
  expect([await stateOf(ended.id), await stateOf(theirs.id)]).toEqual(["succeeded", "running"]);
});

test("a viewer is refused other people's tasks, one by one", async () => {
  const task = await insertTask(db, editor, { backend: "graphile" });
  const failed = await insertTask(db, editor, { state: "failed", failed: 3, total: 3 });
  const ctx = { db, actor: viewer };
  for (const action of ["pause", "resume", "cancel"] as const) {
    expect(await controlTasks(ctx, { action, taskIds: [task.id] })).toMatchObject([{ ok: false, code: "NOT_FOUND" }]);
  }
  expect(await planRetries(ctx, { taskIds: [failed.id] })).toMatchObject([{ ok: false, code: "NOT_FOUND" }]);
  expect(await stateOf(task.id)).toBe("running");
});

test("a task named twice is steered once, and there is a limit", () => {
  const id = "01900000-0000-7000-8000-000000000000";
  expect(ControlTasksInput.parse({ action: "cancel", taskIds: [id, id] }).taskIds).toEqual([id]);
  const many = Array.from({ length: 101 }, () => id);
  expect(ControlTasksInput.safeParse({ action: "cancel", taskIds: many }).success).toBe(false);
  expect(ControlTasksInput.safeParse({ action: "delete", taskIds: [id] }).success).toBe(false);
});

test("retries are planned and counted before anything is written, and applied each for itself", async () => {
  await insertPlaces(db, 30);
  const low = { kind: "update" as const, columns: { population: { op: "add", by: -5_000 } } };
  const first = await runBulk(db, editor, low);
  const done = await runBulk(db, editor, { kind: "update", columns: { status: { op: "set", value: "closed" } } });
  const ctx = { db, actor: editor };
  await db.execute(sql`update places set population = 9000 where population < 5000`);

  const plans = await planRetries(ctx, { taskIds: [first.id, done.id] });
  expect(plans).toMatchObject([
    { taskId: first.id, ok: true, value: { counts: { total: 4, willChange: 4 }, asksForNumber: false } },
    { taskId: done.id, ok: false, code: "EMPTY_SELECTION" },
  ]);
  expect(await db.execute(sql`select from places where population = 4000`)).toHaveLength(0);

  const planIds = plans.flatMap((plan) => (plan.ok ? [plan.value.planId] : []));
  const [applied] = await applyPlans(ctx, { planIds });
  expect(applied).toMatchObject({ ok: true, value: { parent: { id: first.id, relation: "retry_of" } } });
  if (applied?.ok && applied.value.state === "pending") await drain(db, planIds[0]!);
  expect(await db.execute(sql`select from places where population = 4000`)).toHaveLength(4);
  expect(await applyPlans(ctx, { planIds })).toMatchObject([{ ok: false }]);
  expect(await applyPlans({ db, actor: other }, { planIds })).toMatchObject([{ ok: false }]);
});
