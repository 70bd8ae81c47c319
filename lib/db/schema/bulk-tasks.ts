import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  index,
  integer,
  jsonb,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { Change } from "@/lib/bulk/model/change";
import type { HeldFor } from "@/lib/bulk/model/limits";
import {
  CONFLICT_POLICIES,
  ERROR_POLICIES,
  TASK_OPERATIONS,
  TASK_RELATIONS,
  type Notification,
} from "@/lib/bulk/model/policies";
import type { Selection } from "@/lib/tables/model/selection";
import { TASK_STATES } from "@/lib/bulk/model/states";
import { swath } from "./swath";
import { users } from "./users";

export const taskState = swath.enum("task_state", TASK_STATES);
export const taskOperation = swath.enum("task_operation", TASK_OPERATIONS);
export const taskRelation = swath.enum("task_relation", TASK_RELATIONS);
export const errorPolicy = swath.enum("error_policy", ERROR_POLICIES);
export const conflictPolicy = swath.enum("conflict_policy", CONFLICT_POLICIES);

/** Grows with every visible change of any task; what the live stream calls its event id. */
export const taskRevision = swath.sequence("task_revision");

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const counter = (name: string) => integer(name).notNull().default(0);

const hasEnded = sql`state in ('cancelled', 'succeeded', 'partial', 'failed')`;

export const bulkTasks = swath.table(
  "bulk_tasks",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    actorId: uuid("actor_id")
      .notNull()
      .references(() => users.id),
    tableName: text("table_name").notNull(),
    operation: taskOperation("operation").notNull(),
    /** Null while planned without a change. */
    change: jsonb("change").$type<Change>(),
    selection: jsonb("selection").$type<Selection>().notNull(),
    /** The change and the selection in words, as they were when the task was planned. */
    changeText: text("change_text").notNull().default(""),
    filterText: text("filter_text").notNull().default(""),
    reason: text("reason"),
    state: taskState("state").notNull().default("planned"),
    total: counter("total"),
    processed: counter("processed"),
    changed: counter("changed"),
    unchanged: counter("unchanged"),
    conflict: counter("conflict"),
    failed: counter("failed"),
    forbidden: counter("forbidden"),
    gone: counter("gone"),
    /** How many chunks `processed` is the sum of. */
    chunksDone: counter("chunks_done"),
    // 100 only when finished: a task whose last chunk has committed but whose end is not written yet says 99.
    progressPercent: integer("progress_percent").generatedAlwaysAs(
      sql`case when total = 0 then 0
        when processed >= total and state not in ('succeeded', 'partial', 'failed', 'cancelled') then 99
        else floor(100.0 * processed / total)::int end`,
    ),
    errorPolicy: errorPolicy("error_policy").notNull().default("skip_failed"),
    conflictPolicy: conflictPolicy("conflict_policy").notNull().default("skip"),
    /** `direct` or the name of the queue backend that runs it. */
    backend: text("backend"),
    /** How many lanes may work at once. */
    lanes: integer("lanes").notNull().default(2),
    /** Most records per second over all lanes; null: as fast as it goes. `limitedBy` null: the table's setting. */
    maxRecordsPerSecond: integer("max_records_per_second"),
    limitedBy: uuid("limited_by").references(() => users.id),
    /** Under a limit: before this time no lane writes. */
    pacedUntil: at("paced_until"),
    pausedBy: uuid("paused_by").references(() => users.id),
    /** What its lanes wait for at this moment; taken away by the next progress. */
    heldFor: text("held_for").$type<HeldFor>(),
    /** What the table declares; once the task has ended, the channels by which its end is told. */
    notification: text("notification").array().$type<Notification[]>().notNull().default(["status_page"]),
    /** Digest of the frozen record ids, part of `task_key`. */
    frozenDigest: text("frozen_digest"),
    /** Database names of the columns that the digests of the frozen records' contents are made of. */
    frozenColumns: text("frozen_columns").array(),
    taskKey: text("task_key"),
    parentId: uuid("parent_id").references((): AnyPgColumn => bulkTasks.id),
    relation: taskRelation("relation"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    createdAt: at("created_at").notNull().defaultNow(),
    plannedAt: at("planned_at"),
    startedAt: at("started_at"),
    finishedAt: at("finished_at"),
    /** Since when it is paused, and for how long it was before: neither counts as time at work. */
    pausedAt: at("paused_at"),
    pausedMs: bigint("paused_ms", { mode: "number" }).notNull().default(0),
    heartbeatAt: at("heartbeat_at"),
    revision: bigint("revision", { mode: "number" })
      .notNull()
      .default(sql`nextval('swath.task_revision')`),
  },
  (t) => [
    // The database, not the code, forbids the same edit twice at once.
    uniqueIndex("bulk_tasks_active_task_key")
      .on(t.taskKey)
      .where(sql`state in ('pending', 'running', 'paused', 'cancelling')`),
    index("bulk_tasks_open")
      .on(t.state)
      .where(sql`state in ('planned', 'pending', 'running', 'paused', 'cancelling')`),
    index("bulk_tasks_actor").on(t.actorId, t.id),
    index("bulk_tasks_revision").on(t.revision),
    index("bulk_tasks_parent").on(t.parentId),
    // Lists of ended tasks, newest first: one for each set of filters, so that none has to be read past what it shows.
    index("bulk_tasks_ended").on(t.state, t.operation, t.id).where(hasEnded),
    index("bulk_tasks_ended_table").on(t.tableName, t.state, t.operation, t.id).where(hasEnded),
    index("bulk_tasks_ended_actor").on(t.actorId, t.state, t.operation, t.id).where(hasEnded),
    index("bulk_tasks_ended_actor_table").on(t.actorId, t.tableName, t.state, t.operation, t.id).where(hasEnded),
  ],
);

export type BulkTask = typeof bulkTasks.$inferSelect;
