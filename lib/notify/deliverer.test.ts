import pino from "pino";
import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { BulkOptions } from "@/lib/bulk/model/options";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { type NotificationRow, notifications } from "@/lib/db/schema/notifications";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import { Deliverer } from "./deliverer";
import { LEASE_SECONDS } from "./outbox";

let db: Db;
let editor: Actor;
const log = pino({ level: "silent" });
const change = { kind: "update", columns: { region: { op: "set", value: "X" } } } as const;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  await insertPlaces(db, 30);
  await pretendWorkerIsAlive(db);
});

beforeEach(() => db.execute(sql`truncate swath.notifications`));

const withHook = (onFinish: BulkOptions["onFinish"]) => registerTable(defineTable(placesTable, { bulk: { onFinish } }));
const config = { allowInternal: false, secretNamed: () => undefined };
const deliverer = (retryAfterSeconds?: number[]) => new Deliverer({ db, log, config, retryAfterSeconds });

async function outbox(taskId: string): Promise<NotificationRow[]> {
  return db.select().from(notifications).where(eq(notifications.taskId, taskId));
}

async function endedTask(): Promise<string> {
  return (await runBulk(db, editor, change)).id;
}

test("onFinish is told of an end once, after it was committed, whoever looks into the outbox", async () => {
  const onFinish = vi.fn();
  withHook(onFinish);
  const taskId = await endedTask();
  expect(onFinish).not.toHaveBeenCalled();
  await Promise.all([deliverer().sendDue(), deliverer().sendDue(), deliverer().sendDue()]);
  await deliverer().sendDue();
  expect(onFinish).toHaveBeenCalledTimes(1);
  expect(onFinish.mock.calls[0]).toMatchObject([
    { state: "succeeded", counts: { changed: 30 }, idempotencyKey: `${taskId}:succeeded` },
    { id: taskId, table: "places", total: 30, actor: editor },
  ]);
  expect(await outbox(taskId)).toMatchObject([{ channel: "callback", state: "sent", attempts: 1, lastError: null }]);
});

test("a direct edit tells its hook as well, and a table without one leaves nothing in the outbox", async () => {
  const onFinish = vi.fn();
  withHook(onFinish);
  const one = { kind: "records" as const, ids: ["1"] };
  await runBulk(db, editor, { kind: "update", columns: { region: { op: "set", value: "Y" } } }, { selection: one });
  await deliverer().sendDue();
  expect(onFinish).toHaveBeenCalledTimes(1);
  registerTable(defineTable(placesTable));
  expect(await outbox(await endedTask())).toEqual([]);
});

test("a hook that throws is called again with the same key, later each time, and at last given up", async () => {
  const onFinish = vi.fn(() => {
    throw new Error("the hook is broken");
  });
  withHook(onFinish);
  const taskId = await endedTask();
  const patient = deliverer([60, 3_600]);
  for (const [attempt, wait] of [60, 3_600].entries()) {
    await patient.sendDue();
    await patient.sendDue();
    const [row] = await db.execute<{ attempts: number; state: string; wait: number; last_error: string }>(sql`
      select attempts, state, extract(epoch from next_try_at - tried_at)::float8 as wait, last_error
      from swath.notifications where task_id = ${taskId}`);
    expect(row).toMatchObject({
      state: "waiting",
      attempts: attempt + 1,
      last_error: "onFinish threw an error; the log of the worker has it.",
    });
    expect(row?.wait).toBeGreaterThan(wait * 0.79);
    expect(row?.wait).toBeLessThan(wait * 1.21 + 2);
    await db.execute(sql`update swath.notifications set next_try_at = now()`);
  }
  await patient.sendDue();
  expect(await outbox(taskId)).toMatchObject([{ state: "failed", attempts: 3 }]);
  expect(
    new Set(onFinish.mock.calls.map(([end]: unknown[]) => (end as { idempotencyKey: string }).idempotencyKey)),
  ).toEqual(new Set([`${taskId}:succeeded`]));
});

test("a message that somebody took up and was not heard of again is taken up by another, after its lease", async () => {
  const onFinish = vi.fn();
  withHook(onFinish);
  const taskId = await endedTask();
  await db.execute(sql`
    update swath.notifications set attempts = 1, next_try_at = clock_timestamp() + ${LEASE_SECONDS} * interval '1 second'`);
  await deliverer().sendDue();
  expect(onFinish).not.toHaveBeenCalled();
  await db.execute(sql`update swath.notifications set next_try_at = clock_timestamp() - interval '1 ms'`);
  await deliverer().sendDue();
  expect(onFinish).toHaveBeenCalledTimes(1);
  expect(await outbox(taskId)).toMatchObject([{ state: "sent", attempts: 2 }]);
});

test("a message whose every try ends its process comes to an end, too", async () => {
  const onFinish = vi.fn();
  withHook(onFinish);
  const taskId = await endedTask();
  await db.execute(sql`update swath.notifications set attempts = 2`);
  await deliverer([1]).sendDue();
  expect(onFinish).not.toHaveBeenCalled();
  expect(await outbox(taskId)).toMatchObject([
    { state: "failed", lastError: "The worker ended while sending, each time." },
  ]);
});

test("the end of a task and its message commit together or not at all", async () => {
  withHook(vi.fn());
  await db.execute(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`);
  await db.execute(sql`create trigger refuse before insert on swath.notifications execute function refuse()`);
  const selection = { kind: "records" as const, ids: ["1"] };
  const moved = { kind: "update", columns: { region: { op: "set", value: "Z" } } } as const;
  try {
    await expect(runBulk(db, editor, moved, { selection })).rejects.toThrow("notifications");
  } finally {
    await db.execute(sql`drop function refuse cascade`);
  }
  const [place] = await db.select().from(placesTable).where(eq(placesTable.geonameId, 1));
  expect(place?.region).not.toBe("Z");
});
