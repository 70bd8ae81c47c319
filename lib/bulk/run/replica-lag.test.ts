import { sql } from "drizzle-orm";
import pg from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { behindSeconds, ReplicaLag } from "./replica-lag";

const SAMPLES = [
  { bytes: 100, atMs: 1_000 },
  { bytes: 200, atMs: 2_000 },
  { bytes: 200, atMs: 3_000 },
  { bytes: 300, atMs: 4_000 },
];

test.each([
  [300, 0],
  [250, 1],
  [200, 1],
  [150, 3],
  [50, 4],
])("a replica that has replayed up to %d is behind by %d seconds", (replayed, seconds) => {
  expect(behindSeconds(SAMPLES, replayed, 5_000)).toBe(seconds);
});

test("a replica that stands still is further behind by the second, and none when it has caught up", async () => {
  const { db, url } = await testDatabase();
  const lag = new ReplicaLag();
  expect(await lag.seconds(db, 0)).toBeNull();
  const replica = await pretendReplica(url);
  try {
    await expect
      .poll(async () => (await db.execute(sql`select from pg_stat_replication where state = 'streaming'`)).length)
      .toBe(1);
    const [begin] = await db.execute<{ lsn: string }>(sql`select pg_current_wal_lsn()::text as lsn`);
    replica.confirm(begin?.lsn ?? "0/0");
    await db.execute(sql`create table wal_to_ship as select generate_series(1, 1000) as n`);
    // The tests' server does not flush at once.
    const shipped = sql`select from pg_stat_replication where replay_lsn < pg_current_wal_lsn()`;
    await expect.poll(async () => (await db.execute(shipped)).length).toBe(1);
    await lag.seconds(db, 1_000);
    expect(await lag.seconds(db, 31_000)).toBeCloseTo(30, 0);
    const [end] = await db.execute<{ lsn: string }>(sql`select (pg_current_wal_lsn() + 1000000)::text as lsn`);
    replica.confirm(end?.lsn ?? "0/0");
    await expect.poll(() => lag.seconds(db, 32_000)).toBe(0);
  } finally {
    await replica.end();
  }
});

/** Takes the log as a streaming replica does, and says only what it is told to say of its progress. */
async function pretendReplica(url: string) {
  const client = new pg.Client({ connectionString: url, replication: "database" } as pg.ClientConfig);
  client.on("error", () => {});
  await client.connect();
  const { rows } = await client.query<{ xlogpos: string }>("IDENTIFY_SYSTEM");
  const streaming = client.query(`START_REPLICATION PHYSICAL ${rows[0]?.xlogpos ?? "0/0"}`);
  streaming.catch(() => {});
  const { connection } = client as unknown as { connection: { sendCopyFromChunk: (chunk: Buffer) => void } };
  return {
    confirm(lsn: string) {
      const [high = "0", low = "0"] = lsn.split("/");
      const at = (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
      // A standby status update: written, flushed and applied up to there, at no particular time, no answer wanted.
      const message = Buffer.alloc(34);
      message.write("r", 0);
      for (const offset of [1, 9, 17]) message.writeBigUInt64BE(at, offset);
      connection.sendCopyFromChunk(message);
    },
    end: () => client.end().catch(() => {}),
  };
}
