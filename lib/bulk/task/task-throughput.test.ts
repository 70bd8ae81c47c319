import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import { taskThroughput, throughputOf } from "./task-throughput";

let db: Db;
let editor: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  await pretendWorkerIsAlive(db);
});

test("a commit is spread evenly over the time that it took", () => {
  const result = throughputOf([
    { endedAt: 1_000, durationMs: 1_000, done: 900, missed: 100 },
    { endedAt: 2_000, durationMs: 500, done: 500, missed: 0 },
  ]);
  expect(result?.stepMs).toBe(100);
  expect(result?.steps).toHaveLength(20);
  expect(result?.steps[3]).toEqual({ done: expect.closeTo(90), missed: expect.closeTo(10) });
  expect(result?.steps[12]).toEqual({ done: 0, missed: 0 });
  expect(result?.steps[19]?.done).toBeCloseTo(100);
});

test("a pause is no time at work: it is left out, and said", () => {
  const result = throughputOf([
    { endedAt: 1_000, durationMs: 1_000, done: 100, missed: 0 },
    { endedAt: 601_500, durationMs: 500, done: 100, missed: 0 },
  ]);
  expect(result).toMatchObject({ stepMs: 100, breaks: [{ step: 10, ms: 600_000 }] });
  expect(result?.steps.map(({ done }) => Math.round(done))).toEqual([...Array(10).fill(10), ...Array(5).fill(20)]);
});

test("no record is lost on the way, however long the task, and there are never more than sixty steps", () => {
  const commit = fc.record({
    endedAt: fc.integer({ min: 1_700_000_000_000, max: 1_700_400_000_000 }),
    durationMs: fc.integer({ min: 0, max: 100_000 }),
    done: fc.integer({ min: 0, max: 100_000 }),
    missed: fc.integer({ min: 0, max: 1_000 }),
  });
  fc.assert(
    fc.property(fc.array(commit, { minLength: 1, maxLength: 50 }), (commits) => {
      const { steps } = throughputOf(commits)!;
      expect(steps.length).toBeLessThanOrEqual(60);
      const sum = (of: { done: number; missed: number }[]) => of.reduce((n, c) => n + c.done + c.missed, 0);
      expect(sum(steps)).toBeCloseTo(sum(commits), 3);
    }),
  );
});

test("a task's chunks add up to what it processed; before the first one there is nothing to draw", async () => {
  await insertPlaces(db, 2_500);
  const change = { kind: "update" as const, columns: { status: { op: "set", value: "closed" } } };
  const ctx = { db, actor: editor };
  const waiting = await runBulk(db, editor, change, { toTheEnd: false });
  expect(await taskThroughput(ctx, { taskId: waiting.id })).toBeNull();
  const task = await runBulk(db, editor, { kind: "update", columns: { status: { op: "set", value: "disputed" } } });
  const { steps } = (await taskThroughput(ctx, { taskId: task.id }))!;
  expect(steps.reduce((n, step) => n + step.done, 0)).toBeCloseTo(2_500);
});

test("another person's task is not there", async () => {
  const task = await runBulk(db, editor, { kind: "update", columns: { status: { op: "set", value: "new" } } });
  const other = await createUser(db);
  await expect(taskThroughput({ db, actor: other }, { taskId: task.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
