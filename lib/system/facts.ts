import type { LiveMode } from "@/lib/live/live-mode";

/** How well this installation is, as read at one moment. Page, health check and metrics all say these. Plain JSON. */
export interface SystemFacts {
  /** Undefined parts: the database did not answer. */
  database: DatabaseFacts;
  backends: { name: string; ok: boolean; /** For people; null when all is well. */ why: string | null }[];
  workers: WorkerFacts[];
  tasks: TaskFacts;
  deliveries: DeliveryFacts;
  /** Open streams of all web processes, and how many of these have any. The mode is this one's. */
  live: { mode: LiveMode; viewers: number; processes: number };
  history: { months: number; bytes: number; partitions: PartitionFacts[] };
}

export interface DatabaseFacts {
  answers: boolean;
  version: string | null;
  bytes: number | null;
  /** A standby, or set so. */
  readOnly: boolean;
  /** It lacks migrations that this version needs. */
  behind: boolean;
}

export const NO_DATABASE: DatabaseFacts = {
  answers: false,
  version: null,
  bytes: null,
  readOnly: false,
  behind: false,
};

export interface WorkerFacts {
  id: string;
  host: string;
  pid: number;
  version: string;
  runningLanes: number;
  /** Seconds, by the database's clock. */
  upSeconds: number;
  heartbeatAgeSeconds: number;
  alive: boolean;
}

export interface TaskFacts {
  pending: number;
  running: number;
  paused: number;
  cancelling: number;
  /** Records that pending and running tasks still have before them. */
  openRecords: number;
  /** How long the task that has waited longest for its first lane has done so. */
  oldestPendingSeconds: number | null;
  /** Ended in the last hour. */
  succeededLastHour: number;
  partialLastHour: number;
  failedLastHour: number;
  cancelledLastHour: number;
  revivedLastHour: number;
}

/** Messages about the end of tasks. */
export interface DeliveryFacts {
  /** For their first or their next try. */
  waiting: number;
  failedLastHour: number;
}

export interface PartitionFacts {
  name: string;
  bytes: number;
  /** As Postgres estimates; null before it first has. */
  records: number | null;
}
