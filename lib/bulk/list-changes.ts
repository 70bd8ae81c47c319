import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/actor";
import type { Ctx } from "@/lib/ctx";
import { toJson, typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/define-table";
import { recordHref } from "@/lib/tables/record-href";
import { findTable, getTable } from "@/lib/tables/registry";
import { ChunkCursor, type ChunkPlace, cursorAfter, placeOf } from "./chunk-cursor";
import type { UndoSource } from "./compiled-change";
import { historyOfTask } from "./history-of-task";
import { visibleTask } from "./list-tasks";
import { whatWasWritten } from "./undo-source";

export const ListChangesInput = z.object({
  taskId: z.uuid(),
  /** `next` of the page before. */
  after: ChunkCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListChangesInput = z.input<typeof ListChangesInput>;

export interface ChangeRow {
  recordId: string;
  label: string;
  href: string;
  /** By column id, as JSON. Empty where the record is out of the actor's reach by now. */
  cells: { column: string; before: unknown; after: unknown }[];
}

export interface ChangePage {
  /** What the task wrote; null when it wrote nothing, or when its history is no longer kept. */
  wrote: UndoSource["wrote"] | null;
  rows: ChangeRow[];
  next: string | null;
  /** With the first page: records of other tables that went along with deleted ones, or came back with them. */
  along: { table: string; count: number }[];
}

/**
 * What a task changed, record by record, from its history and in the order in which it was written.
 * @throws AppError NOT_FOUND, UNKNOWN_TABLE, FORBIDDEN
 */
export async function listChanges(ctx: Ctx, given: ListChangesInput): Promise<ChangePage> {
  const { taskId, after, limit } = ListChangesInput.parse(given);
  const task = await visibleTask(ctx, taskId);
  const table = getTable(task.tableName);
  assertRole(ctx.actor, table.access.view, `see ${table.label}`);
  const written = await whatWasWritten(ctx.db, taskId, table);
  if (!written) return { wrote: null, rows: [], next: null, along: [] };

  const columns = table.columns.filter(({ dbName }) => !written.columns || written.columns.includes(dbName));
  const found = await read(ctx, table, taskId, columns, placeOf(after), limit + 1);
  const shown = found.slice(0, limit);
  return {
    wrote: written.wrote,
    rows: shown.map((row) => ({
      recordId: row.id,
      label: row.visible ? (row.label ?? row.id) : row.id,
      href: recordHref(table, row.id),
      cells: row.visible
        ? columns.map(({ id }, i) => ({ column: id, before: row[`b${i}`] ?? null, after: row[`a${i}`] ?? null }))
        : [],
    })),
    next: cursorAfter(shown.at(-1), found.length > limit),
    along: after ? [] : await wentAlong(ctx, taskId),
  };
}

type FoundRow = ChunkPlace & { id: string; label: string | null; visible: boolean } & Record<string, unknown>;

async function read(
  { db, actor }: Ctx,
  table: TableDef,
  taskId: string,
  columns: ColumnDef[],
  { seq, n }: ChunkPlace,
  limit: number,
): Promise<FoundRow[]> {
  const key = sql`${table.primaryKey.pgColumn}`;
  const label = sql.identifier(table.recordLabel.dbName);
  const value = (side: SQL, column: ColumnDef) => toJson(column, sql`${side}.${sql.identifier(column.dbName)}`);
  const cells = columns.map(
    (column, i) => sql`${value(sql`was`, column)} as ${sql.identifier(`b${i}`)},
      ${value(sql`became`, column)} as ${sql.identifier(`a${i}`)}`,
  );
  return db.execute<FoundRow>(sql`
    with task_page as materialized (
      select chunk.seq, frozen.n::int as n, frozen.id, h.before, h.after
      from ${historyOfTask(taskId, table)}
        and chunk.seq >= ${seq}::int and (chunk.seq, frozen.n) > (${seq}::int, ${n}::bigint)
      order by chunk.seq, frozen.n limit ${limit}::int)
    select task_page.seq, task_page.n, task_page.id,
      coalesce(${table.recordLabel.pgColumn}::text, became.${label}::text, was.${label}::text) as label,
      ${key} is null or (${table.scope(actor) ?? sql`true`}) as visible${cells.length > 0 ? sql`, ${sql.join(cells, sql`, `)}` : sql``}
    from task_page
    left join ${table.pgTable} on ${key} = task_page.id::${typeOf(table.primaryKey)}
    cross join lateral json_populate_record(null::${table.pgTable}, task_page.before) as was
    cross join lateral json_populate_record(null::${table.pgTable}, task_page.after) as became
    order by 1, 2`);
}

async function wentAlong({ db }: Ctx, taskId: string): Promise<ChangePage["along"]> {
  const rows = await db.execute<{ table: string; count: number }>(sql`
    select table_name as table, count(*)::int as count from swath.record_changes
    where task_id = ${taskId} and root_id is not null group by 1 order by 1`);
  return rows.map(({ table, count }) => ({ table: findTable(table)?.label ?? table, count }));
}
