import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Db } from "@/lib/db/client";
import type { BulkOptions } from "@/lib/bulk/model/options";
import { pretendWorkerIsAlive } from "@/lib/testing/drain";
import { testDatabase } from "@/lib/testing/database";
import { getTable } from "@/lib/tables/registry";
import { decideRun } from "./decide-run";

// Read on import; no Redis here.
vi.hoisted(() => vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));

let db: Db;
beforeAll(async () => {
  ({ db } = await testDatabase());
});
beforeEach(() => db.execute(sql`truncate swath.worker_heartbeats`));

/** How so many records run, and why not in the usual way. */
const decide = async (total: number, bulk: Partial<BulkOptions> = {}) => {
  const places = getTable("places");
  const { runs, runsWhy } = await decideRun(db, { ...places, bulk: { ...places.bulk, ...bulk } }, total);
  return [runs, runsWhy];
};
const NOBODY = "No background worker has ever run on this database: start one with `npm run worker`.";
const OFF = "Background edits are switched off for Places.";

test("with a worker: small edits directly, larger ones in the background", async () => {
  await pretendWorkerIsAlive(db);
  expect(await decide(19)).toEqual(["direct", null]);
  for (const backend of ["graphile", "polling", "inline"])
    expect(await decide(20, { backend })).toEqual(["background", null]);
});

test("without one: directly up to the limit, beyond it they wait for one", async () => {
  for (const backend of ["graphile", "polling"]) {
    expect(await decide(19, { backend })).toEqual(["direct", null]);
    expect(await decide(2_000, { backend })).toEqual([
      "direct",
      `${NOBODY} The edit runs directly; please keep this page open.`,
    ]);
    expect(await decide(2_001, { backend })).toEqual([
      "background",
      `${NOBODY} The edit waits until then; up to 2,000 records would run directly.`,
    ]);
  }
});

test("the web app itself needs no worker; Redis needs an address", async () => {
  expect(await decide(1_000_000, { backend: "inline" })).toEqual(["background", null]);
  await pretendWorkerIsAlive(db);
  expect(await decide(20, { backend: "bullmq" })).toEqual([
    "direct",
    "REDIS_URL is not set: the queue in Redis has no address. The edit runs directly; please keep this page open.",
  ]);
});

test("switched off: directly up to the limit, and no further", async () => {
  await pretendWorkerIsAlive(db);
  for (const off of [{ async: false }, { backend: "sync" }]) {
    expect(await decide(2_000, off)).toEqual(["direct", `${OFF} The edit runs directly; please keep this page open.`]);
    expect(await decide(2_001, off)).toEqual([
      "impossible",
      `${OFF} Without it at most 2,000 records can be edited at once: select fewer, or ask an administrator.`,
    ]);
  }
});
