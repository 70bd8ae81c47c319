import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { containing } from "@/lib/tables/list/like";
import { deletedHref, recordHref } from "@/lib/tables/record/record-href";
import { findTable } from "@/lib/tables/registry";
import { ChunkCursor, type ChunkPlace, cursorAfter, placeOf } from "./chunk-cursor";
import type { UndoSource } from "@/lib/bulk/change/compiled-change";
import { afterName, beforeName, recordsOf } from "@/lib/history/captured";
import { typedLiteral } from "@/lib/history/typed-literal";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { visibleTask } from "@/lib/bulk/task/list-tasks";
import { countKept } from "@/lib/bulk/effects/count-kept";
import { whatWasWritten } from "@/lib/bulk/undo/undo-source";
import { viewableTable } from "@/lib/tables/table-for";

export const ListChangesInput = z.object({
  taskId: z.uuid(),
  /** Looked for in label, record id and the values before and after. */
  text: z.string().trim().max(200).default(""),
  /** `next` of the page before. */
  after: ChunkCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListChangesInput = z.output<typeof ListChangesInput>;

export interface ChangeRow {
  recordId: string;
  label: string;
  href: string;
  /** It was to be deleted, and the database kept it: the cells say how it was marked. */
  kept: boolean;
  /** By column id, as JSON. Empty where the record is out of the actor's reach by now. */
  cells: { column: string; before: unknown; after: unknown }[];
}

export interface ChangePage {
  /** What the task wrote; null when it wrote nothing, or when its history is no longer kept. */
  wrote: UndoSource["wrote"] | null;
  rows: ChangeRow[];
  /** A page of a search may hold fewer than asked for, or none, and still have a next one. */
  next: string | null;
  /** With the first page: records that were to be deleted, and that the database kept, marked. */
  kept: number;
  /** With the first page: records of other tables that went along with deleted ones, or came back with them. */
  along: { table: string; count: number }[];
}

/** So many records are read through for a text that few of them hold. */
const MOST_READ = 5_000;

/**
 * What a task changed, record by record, from its history and in the order in which it was written.
 * @throws AppError NOT_FOUND, UNKNOWN_TABLE, FORBIDDEN
 */
export async function listChanges(ctx: Ctx, { taskId, text, after, limit }: ListChangesInput): Promise<ChangePage> {
  const task = await visibleTask(ctx, taskId);
  const table = viewableTable(ctx.actor, task.tableName);
  const written = await whatWasWritten(ctx.db, taskId);
  if (!written) return { wrote: null, rows: [], next: null, along: [], kept: 0 };

  const columns = table.columns.filter(({ dbName }) => written.columns.includes(dbName));
  const place = placeOf(after);
  const found = await read(ctx, table, task, columns, place, text, limit + 1);
  const shown = found.slice(0, limit);
  // Few hold the text: the page ends where reading did.
  const edge = text && found.length <= limit ? await edgeOf(ctx, taskId, place) : null;
  return {
    wrote: written.wrote,
    rows: shown.map((row) => ({
      recordId: row.id,
      label: row.visible ? (row.label ?? row.id) : row.id,
      kept: row.kept && written.kept,
      href: written.wrote === "deletion" && !row.kept ? deletedHref(table, row.id) : recordHref(table, row.id),
      cells: row.visible
        ? columns.map(({ id }, i) => ({ column: id, before: row[`b${i}`] ?? null, after: row[`a${i}`] ?? null }))
        : [],
    })),
    next: edge ? cursorAfter(edge, true) : cursorAfter(shown.at(-1), found.length > limit),
    kept: after || task.operation !== "delete" ? 0 : await countKept(ctx.db, taskId),
    along: after ? [] : await wentAlong(ctx, taskId),
  };
}

type FoundRow = ChunkPlace & { id: string; kept: boolean; label: string | null; visible: boolean } & Record<
    string,
    unknown
  >;

async function read(
  { db, actor }: Ctx,
  table: TableDef,
  { id: taskId, actorId }: BulkTask,
  columns: ColumnDef[],
  place: ChunkPlace,
  text: string,
  limit: number,
): Promise<FoundRow[]> {
  const { absent, on, valuesOf } = table.key;
  const most = text ? MOST_READ : limit;
  const captured = columns.map(({ dbName }) => dbName);
  const label = captured.indexOf(table.recordLabel.dbName);
  const had = label < 0 ? sql`null` : sql`coalesce(task_page.${afterName(label)}, task_page.${beforeName(label)})`;
  const name = sql`coalesce(${table.recordLabel.pgColumn}::text, ${had})`;
  const scope = table.scope(actor);
  // What a deleted record held is known to whoever wrote it; nobody can ask a scope of it any more.
  const visible = !scope ? sql`true` : actorId === actor.id ? sql`(${absent} or (${scope}))` : scope;
  const pattern = containing(text);
  const cells = columns.map(
    (column, i) => sql`${typedLiteral(column, sql`task_page.${beforeName(i)}`)} as ${sql.identifier(`b${i}`)},
      ${typedLiteral(column, sql`task_page.${afterName(i)}`)} as ${sql.identifier(`a${i}`)}`,
  );
  const values = captured.flatMap((_, i) => [beforeName(i), afterName(i)]);
  const holds = sql.join([sql`false`, ...values.map((value) => sql`task_page.${value} ilike ${pattern}`)], sql` or `);
  return db.execute<FoundRow>(sql`
    with task_page as materialized (${historyFrom(taskId, captured, place, most)} limit ${most}::int)
    select task_page.seq, task_page.n, task_page.id, task_page.kept,
      ${name} as label, ${visible} as visible${cells.length > 0 ? sql`, ${sql.join(cells, sql`, `)}` : sql``}
    from task_page
    cross join lateral (select ${valuesOf(sql`task_page.id`)}) as own
    left join ${table.pgTable} on ${on("own")}
    ${text ? sql`where (${visible}) and (${name} ilike ${pattern} or ${holds} or task_page.id ilike ${pattern})` : sql``}
    order by 1, 2 limit ${limit}::int`);
}

/** Only what is shown may be found: other columns may be none of the reader's business. */
function historyFrom(taskId: string, columns: string[], { seq, n }: ChunkPlace, records: number): SQL {
  const values = columns.flatMap((_, i) => [sql`, r.${beforeName(i)}`, sql`, r.${afterName(i)}`]);
  // Only the rows of the history that hold the next records are unpacked.
  return sql`
    select h.seq, r.place as n, r.id, h.wrote = 'values' as kept${sql.join(values)}
    from (
      select * from (
        select *, sum(size) over following - size as passed, first_value(size) over following as first
        from swath.record_changes where task_id = ${taskId} and level = 0 and seq >= ${seq}::int
        window following as (order by seq, id)) as ahead
      where passed <= first + ${records}::int) as h
    cross join lateral ${recordsOf(columns)}
    where (h.seq, r.place) > (${seq}::int, ${n}::int)
    order by h.seq, r.place`;
}

/** The last record that a search has read, when there are more after it. */
async function edgeOf({ db }: Ctx, taskId: string, place: ChunkPlace): Promise<ChunkPlace | null> {
  const [edge] = await db.execute<ChunkPlace & Record<string, unknown>>(sql`
    select seq, n from (${historyFrom(taskId, [], place, MOST_READ)} offset ${MOST_READ - 1}::int limit 1) as edge`);
  return edge ?? null;
}

async function wentAlong({ db }: Ctx, taskId: string): Promise<ChangePage["along"]> {
  const rows = await db.execute<{ table: string; count: number }>(sql`
    select table_name as table, sum(size)::int as count from swath.record_changes
    where task_id = ${taskId} and level > 0 group by 1 order by 1`);
  return rows.map(({ table, count }) => ({ table: findTable(table)?.label ?? table, count }));
}
