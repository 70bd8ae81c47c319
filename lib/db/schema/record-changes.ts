import { sql } from "drizzle-orm";
import { bigint, customType, index, integer, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { swath } from "./swath";

/** Which key a row of the history may hold: from the least to the greatest, byte by byte (see `lib/history/key-range.ts`). */
const keyRange = customType<{ data: string }>({ dataType: () => "swath.key_range" });

export const recordChangeIds = swath.sequence("record_change_ids");

export const changeKind = swath.enum("change_kind", ["values", "created", "deleted"]);

/**
 * History: one row per chunk and write, or per single edit, by whom and through which task (null: a single edit).
 * `before` and `after` hold a list per column of `columns`, and in it a text literal per record of `record_ids`; what was
 * created has no `before`, what was deleted no `after`. Columns compress well, rows of JSON do not, and a million records
 * need a thousand index entries instead of a million. Partitioned by month of `at` (see the migration), so that
 * retention drops partitions; no foreign keys and no primary key, because they would cost more than they hold.
 */
export const recordChanges = swath.table(
  "record_changes",
  {
    /** No identity: partitioned tables have none before Postgres 17. */
    id: bigint("id", { mode: "number" })
      .notNull()
      .default(sql`nextval('swath.record_change_ids')`),
    at: timestamp("at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    taskId: uuid("task_id"),
    /** The chunk that wrote it. */
    seq: integer("seq"),
    /** 0: for its own sake. Else it went along with a record of the task's table, over so many references. */
    level: smallint("level").notNull().default(0),
    tableName: text("table_name").notNull(),
    actorId: uuid("actor_id").notNull(),
    wrote: changeKind("wrote").notNull(),
    keys: keyRange("keys").notNull(),
    recordIds: text("record_ids").array().notNull(),
    /** Where the write gave records another key: the id of each from then on, and the range over them. */
    newIds: text("new_ids").array(),
    newKeys: keyRange("new_keys"),
    /** How many they are, for counting without unpacking them. */
    size: integer("size")
      .notNull()
      .generatedAlwaysAs(sql`cardinality(record_ids)`),
    /** Of each record its place in the chunk, from 1. */
    places: integer("places").array(),
    /** For records that went along: the id of the selected record that took each. */
    rootIds: text("root_ids").array(),
    /** Database names. */
    columns: text("columns").array().notNull(),
    before: text("before").array().$type<(string | null)[][]>(),
    after: text("after").array().$type<(string | null)[][]>(),
    /** For a single edit that takes another one of this record back: the `at` of that one. */
    undoes: timestamp("undoes", { withTimezone: true, mode: "date" }),
  },
  (t) => [
    index("record_changes_keys").using("gist", t.keys),
    index("record_changes_moved")
      .using("gist", t.newKeys, t.keys)
      .where(sql`new_ids is not null`),
    index("record_changes_task")
      .on(t.taskId, t.id)
      .where(sql`task_id is not null`),
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
