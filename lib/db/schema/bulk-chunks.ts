import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { RowValues } from "@/lib/bulk/model/row-values";
import { bulkTasks } from "./bulk-tasks";
import { swath, xidArray } from "./swath";

const counter = (name: string) => integer(name).notNull().default(0);

/** A slice of a task's frozen selection. Its row lock is the lease; `done_at` is written by the data's own transaction. */
export const bulkChunks = swath.table(
  "bulk_chunks",
  {
    taskId: uuid("task_id")
      .notNull()
      .references(() => bulkTasks.id, { onDelete: "cascade" }),
    seq: integer("seq").notNull(),
    /** Primary keys as text, in key order, and the row version (`xmin`) of each when frozen. */
    recordIds: text("record_ids").array().notNull(),
    versions: xidArray("versions").notNull(),
    /** A digest of what each then held (`lib/tables/record/row-version.ts`), for when row versions are renewed; null where versions don't count. */
    contents: bigint("contents", { mode: "number" }).array(),
    /** Values that stand per record (`lib/bulk/model/row-values.ts`), in the same order; null for a change that is one for all. */
    given: jsonb("given").array().$type<RowValues[]>(),
    /** Of an undo: the row of the parent's history whose records it takes back. */
    sourceId: bigint("source_id", { mode: "number" }),
    /** Which of them, by position, in the order of `record_ids`; null: all, in theirs. */
    sourcePlaces: integer("source_places").array(),
    size: integer("size").notNull(),
    /** Tries that ended in a lock wait, a time-out or a lost connection, and when the next may begin. */
    attempts: counter("attempts"),
    notBefore: timestamp("not_before", { withTimezone: true, mode: "date" }),
    doneAt: timestamp("done_at", { withTimezone: true, mode: "date" }),
    changed: counter("changed"),
    unchanged: counter("unchanged"),
    conflict: counter("conflict"),
    failed: counter("failed"),
    forbidden: counter("forbidden"),
    gone: counter("gone"),
    durationMs: integer("duration_ms"),
    worker: text("worker"),
  },
  (t) => [
    primaryKey({ columns: [t.taskId, t.seq] }),
    index("bulk_chunks_open")
      .on(t.taskId, t.seq)
      .where(sql`done_at is null`),
  ],
);
