import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";
import { taskWorkers } from "./task-workers";

let db: Db;
let editor: Actor;
beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  await pretendWorkerIsAlive(db);
  await insertPlaces(db, 2_500);
});

const close = { kind: "update" as const, columns: { status: { op: "set", value: "closed" } } };

test("a task says which workers wrote its chunks, and what is still to come", async () => {
  const ctx = { db, actor: editor };
  const { id: taskId } = await runBulk(db, editor, close, { toTheEnd: false });
  expect(await taskWorkers(ctx, { taskId })).toEqual({ open: 3, held: 0, lanes: 2, workers: [] });

  await db.execute(sql`
    update swath.bulk_chunks set done_at = clock_timestamp(), changed = size, worker = case seq when 0 then 'test' else 'lost' end
    where task_id = ${taskId} and seq < 2`);
  await db.execute(
    sql`update swath.bulk_chunks set not_before = now() + interval '1 minute' where task_id = ${taskId} and seq = 2`,
  );
  await db.execute(sql`update swath.bulk_tasks set state = 'running' where id = ${taskId}`);
  const { workers, ...left } = await taskWorkers(ctx, { taskId });
  expect(left).toEqual({ open: 1, held: 1, lanes: 2 });
  expect(workers.find(({ host }) => host === "test")).toMatchObject({
    busy: true,
    gone: false,
    chunks: 1,
    records: 1_000,
  });
  expect(workers.find(({ host }) => host === null)).toMatchObject({ busy: false, gone: true });

  await db.execute(sql`update swath.bulk_tasks set state = 'cancelled' where id = ${taskId}`);
  expect((await taskWorkers(ctx, { taskId })).workers.map(({ busy }) => busy)).toEqual([false, false]);
});

test("another person's task is not there", async () => {
  const { id: taskId } = await runBulk(db, editor, close, { toTheEnd: false });
  for (const role of ["viewer", "editor"] as const) {
    const actor = await createUser(db, { role });
    await expect(taskWorkers({ db, actor }, { taskId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});
