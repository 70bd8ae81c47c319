import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole, hasRole } from "@/lib/actor";
import type { Ctx } from "@/lib/ctx";
import { toJson } from "./column-sql";
import type { ColumnDef, TableDef } from "./define-table";
import { reachableRecord } from "./get-record";
import { getTable } from "./registry";

/** A time to the microsecond, as Postgres keeps it: which entry of the history is meant. */
export const HistoryTime = z.string().regex(/^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/);

export const RecordHistoryInput = z.object({
  table: z.string().max(100),
  id: z.string().min(1).max(200),
  /** `next` of the page before. */
  cursor: HistoryTime.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type RecordHistoryInput = z.input<typeof RecordHistoryInput>;

export interface HistoryEntry {
  at: string;
  actor: string;
  wrote: "values" | "created" | "deleted";
  /** By column id, as JSON: what the entry changed. */
  cells: { column: string; before: unknown; after: unknown }[];
  /** The task that wrote it, in words; its page only where the reader may see it. Null for a single edit. */
  task: { text: string; href: string | null } | null;
}

export interface HistoryPage {
  entries: HistoryEntry[];
  next: string | null;
}

/**
 * What was done to a record, newest first: by whom, when, and through which task.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, NOT_FOUND (not there, or out of the actor's reach)
 */
export async function recordHistory(ctx: Ctx, given: RecordHistoryInput): Promise<HistoryPage> {
  const { table: name, id, cursor, limit } = RecordHistoryInput.parse(given);
  const table = getTable(name);
  assertRole(ctx.actor, table.access.view, `see ${table.label}`);
  const record = await reachableRecord(ctx, table, id);
  const found = await read(ctx, table, record.id, cursor, limit + 1);
  const shown = found.slice(0, limit);
  return {
    entries: shown.map((row) => entryOf(ctx, table, row)),
    next: found.length > limit ? (shown.at(-1)?.at ?? null) : null,
  };
}

type FoundEntry = {
  at: string;
  actor: string | null;
  wrote: HistoryEntry["wrote"];
  keys: string[];
  task_id: string | null;
  task_text: string | null;
  task_actor: string | null;
} & Record<string, unknown>;

function entryOf({ actor }: Ctx, { columns }: TableDef, row: FoundEntry): HistoryEntry {
  const maySee = row.task_actor === actor.id || hasRole(actor, "admin");
  return {
    at: row.at,
    actor: row.actor ?? "Someone",
    wrote: row.wrote,
    cells: columns.flatMap(({ id, dbName }, i) =>
      row.keys.includes(dbName) ? [{ column: id, before: row[`b${i}`] ?? null, after: row[`a${i}`] ?? null }] : [],
    ),
    task: row.task_id
      ? { text: row.task_text ?? "a bulk task", href: maySee && row.task_actor ? `/tasks/${row.task_id}` : null }
      : null,
  };
}

/** `at` as text, because a JavaScript date would lose its microseconds. */
export const HISTORY_TIME = sql.raw(`to_char(h.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

function read({ db }: Ctx, table: TableDef, id: string, cursor: string | undefined, limit: number) {
  const value = (side: SQL, column: ColumnDef) => toJson(column, sql`${side}.${sql.identifier(column.dbName)}`);
  const cells = table.columns.map(
    (column, i) => sql`${value(sql`was`, column)} as ${sql.identifier(`b${i}`)},
      ${value(sql`became`, column)} as ${sql.identifier(`a${i}`)}`,
  );
  return db.execute<FoundEntry>(sql`
    with h as materialized (
      select h.* from swath.record_changes h
      where h.record_id = ${id} and h.table_name = ${table.name}
        ${cursor ? sql`and h.at < ${cursor}::timestamptz` : sql``}
      order by h.at desc limit ${limit}::int)
    select ${HISTORY_TIME} as at, coalesce(person.name, person.email) as actor, h.task_id,
      task.change_text as task_text, task.actor_id::text as task_actor,
      case when h.before is null then 'created' when h.after is null then 'deleted' else 'values' end as wrote,
      array(select json_object_keys(coalesce(h.after, h.before))) as keys, ${sql.join(cells, sql`, `)}
    from h
    left join swath.users person on person.id = h.actor_id
    left join swath.bulk_tasks task on task.id = h.task_id
    cross join lateral json_populate_record(null::${table.pgTable}, h.before) as was
    cross join lateral json_populate_record(null::${table.pgTable}, h.after) as became
    order by h.at desc`);
}
