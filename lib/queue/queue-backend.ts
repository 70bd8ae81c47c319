import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";

/**
 * What tells workers that a task has work. It only ever says "run a lane of task T": all truth is in the task and chunk
 * rows, so a job that is lost, repeated or late changes no result.
 */
export interface QueueBackend {
  name: string;
  /** `why` is a sentence for people that says what is wrong and what to do about it. */
  available: (db: Db) => Promise<{ ok: true } | { ok: false; why: string }>;
  /** Asks for lanes `0 … lanes - 1` in the caller's transaction: rolled back means never asked. Asking again is harmless. */
  enqueueLanes: (tx: Db | Tx, taskId: string, lanes: number) => Promise<void>;
}

/** The payload of a lane job; parsed by the worker, since a queue's rows are not ours alone. */
export const LaneJob = z.object({ taskId: z.uuid(), lane: z.int().min(0).max(1_000) });
export type LaneJob = z.infer<typeof LaneJob>;
