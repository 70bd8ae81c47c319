import { sql } from "drizzle-orm";
import pino from "pino";
import { expect, test, vi } from "vitest";
import { startTask, taskRow } from "@/crash/tasks";
import { openDatabase } from "@/lib/db/client";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { blockedSessions, heldBy, BackPressure, type Strain } from "./back-pressure";
import { BatchSizes } from "./batch-size";
import { Progress } from "./progress";
import { runLane } from "./run-lane";
import { snapshotsOf } from "@/lib/bulk/task/task-snapshots";
import { untilLockAwaited } from "@/lib/testing/sessions";

const log = pino({ level: "silent" });
const CALM: Strain = { replicaLagSeconds: null, blockedSessions: 0 };

test.each([
  [{}, { replicaLagSeconds: 99, blockedSessions: 99 }, undefined],
  [{ replicaLagSeconds: 5 }, { ...CALM, replicaLagSeconds: 4 }, undefined],
  [{ replicaLagSeconds: 5 }, { ...CALM, replicaLagSeconds: 6 }, "replica_lag"],
  [{ replicaLagSeconds: 5 }, CALM, undefined],
  [{ blockedSessions: 0 }, { ...CALM, blockedSessions: 1 }, "blocked_sessions"],
  [{ blockedSessions: 1 }, { ...CALM, blockedSessions: 1 }, undefined],
])("under %j, %j holds for %s", (rules, strain, held) => {
  expect(heldBy(strain, rules)).toBe(held);
});

test("a session that waits for a worker's lock is counted; one that waits for somebody else's is not", async () => {
  const { db, url } = await testDatabase();
  await insertPlaces(db, 2);
  const worker = openDatabase(url, { max: 1, applicationName: "swath-worker" });
  const person = openDatabase(url, { max: 4, applicationName: "some-page" });
  // Awaited from the start: until then, nothing is sent.
  const update = async (id: number) => {
    await person.db.execute(sql`update places set region = 'x' where geoname_id = ${id}`);
  };
  try {
    await worker.db.transaction(async (tx) => {
      await tx.execute(sql`select from places where geoname_id = 1 for update`);
      const waiting = update(1);
      await expect.poll(() => blockedSessions(db)).toBe(1);
      void waiting.catch(() => {});
    });
    await person.db.transaction(async (tx) => {
      await tx.execute(sql`select from places where geoname_id = 2 for update`);
      const waiting = update(2);
      await untilLockAwaited(db);
      expect(await blockedSessions(db)).toBe(0);
      void waiting.catch(() => {});
    });
  } finally {
    await worker.end();
    await person.end();
  }
});

test("a task holds while it has to, says why, and goes on by itself", async () => {
  const { db } = await testDatabase();
  const editor = await createUser(db);
  await insertPlaces(db, 50);
  await db.execute(sql`insert into swath.worker_heartbeats (id, host, pid, version) values ('w', 'h', 1, 'v')`);
  let strain: Strain = { ...CALM, replicaLagSeconds: 60 };
  const backPressure = new BackPressure(db, { replicaLagSeconds: 10 }, log, async () => strain);
  const signal = new AbortController().signal;
  const deps = {
    db,
    worker: "t",
    progress: new Progress(db),
    batchSizes: new BatchSizes(),
    backPressure,
    signal,
    log,
    sliceMs: () => 500,
  };
  const taskId = await startTask(db, editor, { kind: "update", columns: { region: { op: "set", value: "H" } } });
  expect(await runLane(deps, { taskId, lane: 0 })).toBe("later");
  const [held] = await snapshotsOf(db, [taskId]);
  expect(held).toMatchObject({ processed: 0, waiting: { kind: "replica_lag" } });
  strain = CALM;
  await vi.waitFor(async () => expect(await runLane(deps, { taskId, lane: 0 })).toBe("done"), 10_000);
  expect(await taskRow(db, taskId)).toMatchObject({ state: "succeeded", changed: 50 });
});

test("what can't be seen holds nobody up", async () => {
  const { db } = await testDatabase();
  const backPressure = new BackPressure(db, { blockedSessions: 0 }, log, () =>
    Promise.reject(new Error("not allowed")),
  );
  expect(await backPressure.why()).toBeUndefined();
});
