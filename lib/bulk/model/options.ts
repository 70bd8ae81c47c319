import type { Actor } from "@/lib/model/actor";
import type { Tx } from "@/lib/db/client";
import type { NotificationOption } from "@/lib/notify/notification-rules";
import type { RecordValues } from "@/lib/tables/model/table-info";
import type { Change } from "./change";
import type { OutcomeCounts } from "./outcomes";
import type { ConflictPolicy, DuplicatePolicy, ErrorPolicy } from "./policies";
import type { TaskState } from "./states";

/** What a hook is told of the task it runs for. */
export interface TaskFacts {
  /** Empty for an edit of a single cell, which is no task. */
  id: string;
  table: string;
  operation: "update" | "delete" | "undo" | "import";
  change: Change;
  actor: Actor;
  total: number;
}

/** How bulk edits of one table behave. Every option has a default (`DEFAULT_BULK_OPTIONS`). */
export interface BulkOptions {
  /** May edits run in the background? Off: everything runs directly, up to `maxDirectRecords`. */
  async: boolean;
  /** From this many records on, an edit becomes a background task. */
  minAsyncRecords: number;
  /** Most records that one direct edit may hold when the background is off or out of order. */
  maxDirectRecords: number;
  /** Name of a queue backend (lib/queue). */
  backend: string;
  /** Lanes that may work on one task at once. */
  lanes: number;
  /** Most records per second of one task, over all its lanes; admins may change it while a task runs. Null: no limit. */
  maxRecordsPerSecond: number | null;
  /** Records per frozen slice. Default: 1,000; less under a low `maxRecordsPerSecond`, so that tasks move smoothly. */
  chunkSize: number;
  /** How the end of a task is told; people may choose otherwise for themselves. See docs/notifications.md. */
  notification: NotificationOption[];
  onDuplicate: DuplicatePolicy;
  errorPolicy: ErrorPolicy;
  conflictPolicy: ConflictPolicy;
  /** Most records for `all_or_nothing`, which is one transaction. */
  maxAtomicRecords: number;
  /** A task stops when more than `share` of its first `records` records failed. Null: never. */
  stopEarly: { records: number; share: number } | null;
  /** Specialises the duplicate key. Returns a string that is hashed in place of the default parts. */
  taskKey?: (parts: { actor: Actor; table: string; change: Change; frozenDigest: string }) => string;
  /**
   * Judges one record before it is written; a returned sentence refuses it (outcome `failed`, code `validation`).
   * Runs in the chunk's transaction, at least once per record and try; must not write.
   */
  validate?: (
    record: { id: string; before: RecordValues; after: RecordValues },
    task: TaskFacts,
  ) => string | undefined | Promise<string | undefined>;
  /** Runs in the chunk's transaction before its writes, once per try; a throw rolls the chunk back and counts as a try. */
  beforeChunk?: (chunk: { tx: Tx; recordIds: string[] }, task: TaskFacts) => void | Promise<void>;
  /** Runs in the chunk's transaction after its writes: commits with them or not at all. */
  afterChunk?: (chunk: { tx: Tx; recordIds: string[]; counts: OutcomeCounts }, task: TaskFacts) => void | Promise<void>;
  /**
   * Runs in a worker after the end is committed, at least once: again when it throws, or when the worker dies meanwhile.
   * `idempotencyKey` is the task id and state, the same each time.
   */
  onFinish?: (
    end: { state: TaskState; counts: OutcomeCounts; idempotencyKey: string },
    task: TaskFacts,
  ) => void | Promise<void>;
}

export const DEFAULT_BULK_OPTIONS: BulkOptions = {
  async: true,
  minAsyncRecords: 20,
  maxDirectRecords: 2_000,
  backend: "graphile",
  lanes: 2,
  maxRecordsPerSecond: null,
  chunkSize: 1_000,
  notification: ["status_page", "toast", "browser"],
  onDuplicate: "join",
  errorPolicy: "skip_failed",
  conflictPolicy: "skip",
  maxAtomicRecords: 50_000,
  stopEarly: { records: 5_000, share: 0.5 },
};
