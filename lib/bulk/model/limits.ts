import { z } from "zod";

const MOST_LANES = 32;
const MOST_RECORDS_PER_SECOND = 1_000_000;

/** Null: as fast as it goes. */
export const RecordsPerSecond = z
  .number("Write a number of records, or leave it empty.")
  .int("Write a whole number.")
  .min(1, "At least 1 record per second: to stop a task, pause it.")
  .max(MOST_RECORDS_PER_SECOND, "At most 1,000,000 records per second.")
  .nullable();
export const LaneCount = z
  .number("Write a number of lanes.")
  .int("Write a whole number.")
  .min(1, "At least 1 lane: to stop a task, pause it.")
  .max(MOST_LANES, `At most ${MOST_LANES} lanes.`);

/** What holds a running task up from outside; a lane notes it on the task when it meets it. */
export const HELD_FOR = [
  "lock_waits", // its records are locked by somebody else
  "blocked_sessions", // others wait for locks of bulk tasks, and an admin asked to make room for them
  "disk_full", // the database has no room left
  "out_of_memory", // nor memory
  "read_only", // the database takes no writes: a standby, or set so
  "replica_lag", // a replica is too far behind, and an admin asked to wait for it
] as const;
export type HeldFor = (typeof HELD_FOR)[number];

/** A task moves in steps of about so long under a limit, so that it neither bursts nor stands still. */
const STEP_SECONDS = 0.5;
const DEFAULT_CHUNK_SIZE = 1_000;
const SMALLEST_STEP = 20;

/** Records that a limited task writes at a time. */
export function stepOf(maxRecordsPerSecond: number): number {
  return Math.max(SMALLEST_STEP, Math.round(maxRecordsPerSecond * STEP_SECONDS));
}

/** Records per frozen slice where the declaration names none: as small as the steps under a low limit. */
export function chunkSizeUnder(maxRecordsPerSecond: number | null): number {
  return maxRecordsPerSecond === null ? DEFAULT_CHUNK_SIZE : Math.min(DEFAULT_CHUNK_SIZE, stepOf(maxRecordsPerSecond));
}
