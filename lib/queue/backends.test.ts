import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { backendNamed } from "./backends";

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(() => db.execute(sql`truncate swath.worker_heartbeats`));

const seen = (id: string, ago: string, stopped = false) =>
  db.execute(sql`
    insert into swath.worker_heartbeats (id, host, pid, version, seen_at, stopped_at)
    values (${id}, 'host', 1, '1', now() - ${ago}::interval, ${stopped ? sql`now()` : null})`);
const jobs = () =>
  db.execute<{ key: string; run_at: string }>(sql`select key, run_at from graphile_worker.jobs order by key`);
const TASK = "01a210e9-1750-75c9-bdf3-51fc140fc9e9";

test("an unknown backend is a typed error that names the known ones", () => {
  expect(() => backendNamed("rabbit")).toThrowError(
    "There is no queue backend “rabbit”. Known ones: graphile, polling, bullmq, inline, sync.",
  );
});

test.each(["graphile", "polling"])("%s says in a sentence why it is not available", async (name) => {
  const backend = backendNamed(name);
  expect(await backend.available(db)).toEqual({
    ok: false,
    why: "No background worker has ever run on this database: start one with `npm run worker`.",
  });
  await seen("crashed", "61 seconds");
  await seen("stopped", "1 second", true);
  expect(await backend.available(db)).toEqual({
    ok: false,
    why: "No background worker has been running for the last minute: start one with `npm run worker`.",
  });
  await seen("alive", "5 seconds");
  expect(await backend.available(db)).toEqual({ ok: true });
});

test("graphile says when its schema is missing", async () => {
  const bare = await testDatabase();
  await bare.db.execute(sql`drop schema graphile_worker cascade`);
  expect(await backendNamed("graphile").available(bare.db)).toEqual({
    ok: false,
    why: "The background queue is not installed in this database: run `npm run db:migrate`.",
  });
});

test("lanes asked for in a transaction that is rolled back were never asked for", async () => {
  const undone = db.transaction(async (tx) => {
    await backendNamed("graphile").enqueueLanes(tx, TASK, 2);
    throw new Error("rolled back");
  });
  await expect(undone).rejects.toThrow("rolled back");
  expect(await jobs()).toHaveLength(0);
});

test("asking again neither piles jobs up nor pushes one back in the queue", async () => {
  const graphile = backendNamed("graphile");
  await graphile.enqueueLanes(db, TASK, 2);
  const first = await jobs();
  await graphile.enqueueLanes(db, TASK, 2);
  expect(first).toHaveLength(2);
  expect([...(await jobs())]).toEqual([...first]);
});
