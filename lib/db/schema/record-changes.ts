import { sql } from "drizzle-orm";
import { customType, index, json, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { swath } from "./swath";

/** Compared byte by byte: ids are only ever equal or not, and a language’s rules of order would cost more per index entry. */
const identifier = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/**
 * History: one row per write of a record, by whom, through which task (null: a single-cell edit).
 * `before` and `after` are keyed by database column name; an insert has no `before`, a delete no `after`
 * (and the whole row as `before`). `json`, since it is quicker to build than `jsonb` and they are written far more
 * often than read. Partitioned by month of `at` (see the migration), so that retention drops
 * partitions; no foreign keys and no primary key, because they would cost more than the write itself.
 * For the same reason there is no index by task: a task's history is found through its chunks, record by record
 * (`lib/bulk/history-of-task.ts`).
 */
export const recordChanges = swath.table(
  "record_changes",
  {
    taskId: uuid("task_id"),
    tableName: text("table_name").notNull(),
    recordId: identifier("record_id").notNull(),
    /** For records that went with a deleted one (ON DELETE CASCADE): the id of the selected record. */
    rootId: text("root_id"),
    actorId: uuid("actor_id").notNull(),
    before: json("before").$type<Record<string, unknown>>(),
    after: json("after").$type<Record<string, unknown>>(),
    /** For a single edit that takes another one of this record back: the `at` of that one. */
    undoes: timestamp("undoes", { withTimezone: true, mode: "date" }),
    at: timestamp("at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [
    // One narrow column: other tables' records of the same id are few, and a wider entry costs every write.
    index("record_changes_record").on(t.recordId),
    index("record_changes_root")
      .on(t.taskId, t.rootId)
      .where(sql`root_id is not null`),
    // What somebody did lately, for Ctrl+Z; bulk tasks write nothing into it.
    index("record_changes_own")
      .on(t.actorId, t.tableName, t.at)
      .where(sql`task_id is null`),
    // What anybody edited by hand just now, for open grids.
    index("record_changes_single")
      .on(t.at)
      .where(sql`task_id is null`),
  ],
);
