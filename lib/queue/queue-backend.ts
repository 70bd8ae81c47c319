import type { Logger } from "pino";
import { z } from "zod";
import type { Db, Tx } from "@/lib/db/client";

/**
 * What tells workers that a task has work. It only ever says "run a lane of task T": all truth is in the task and chunk
 * rows, so a job that is lost, repeated or late changes no result. How to write one: docs/writing-a-backend.md.
 */
export interface QueueBackend {
  name: string;
  /** Where lanes run: in a worker, in the web app after it has answered, or nowhere: the request itself does the work. */
  runsIn: "worker" | "web" | "request";
  available: (db: Db) => Promise<Availability>;
  /** Asks for lanes `0 … lanes - 1` in the caller's transaction: rolled back means never asked. Asking again is harmless. */
  enqueueLanes: (tx: Db | Tx, taskId: string, lanes: number) => Promise<void>;
  /**
   * The same right after the commit, where the queue is no part of the transaction. Answers within about a second and
   * never throws: a request that gets lost is made again by the sweep.
   */
  afterCommit?: (taskId: string, lanes: number) => Promise<void>;
  /** The worker's half: runs lanes as they are asked for. Undefined where it is not set up here. */
  work?: (options: WorkOptions) => Promise<Working | undefined>;
  /** Makes what it needs in the database. Safe to run again. */
  migrate?: (url: string) => Promise<void>;
}

/** `why` is a sentence for people that says what is wrong and what to do. */
export type Availability = { ok: true } | { ok: false; why: string };

export interface WorkOptions {
  db: Db;
  /** The database that `db` is connected to; `session`: a connection to it is a session of its own. */
  url: string;
  session: boolean;
  /** Where LISTEN is heard; undefined behind a pooler. */
  listenUrl: string | undefined;
  lanes: LaneRunner;
  /** Lanes that may run at once. */
  concurrency: number;
  log: Logger;
}

export interface Working {
  /** Takes no new lanes, and waits for those that run: a few seconds. */
  stop: () => Promise<void>;
}

/** Runs the lanes of a process, for whichever queue asks. */
export interface LaneRunner {
  /** Never throws: a lane that lost the database is tried again later, by its queue or by the sweep. */
  run: (job: LaneJob, othersWait: OthersWait) => Promise<LaneEnd>;
}

/** `again`: there is more to do. `later`: all that is left is held or put off. `done`: nothing to do here any more. */
export type LaneEnd = "again" | "later" | "done";

/** Whether the queue holds work of other tasks that could begin now. */
export type OthersWait = (taskId: string) => Promise<boolean>;

/** After how long a lane that ended with `later` is tried again, milliseconds. */
export const LATER_MS = 500;

/** The payload of a lane job; parsed by the worker, since a queue's rows are not ours alone. */
export const LaneJob = z.object({ taskId: z.uuid(), lane: z.int().min(0).max(1_000) });
export type LaneJob = z.infer<typeof LaneJob>;
