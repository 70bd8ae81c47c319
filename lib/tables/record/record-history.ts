import { z } from "zod";
import { hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { TableDef } from "@/lib/tables/table-def";
import { findDeleted } from "./find-deleted";
import { findRecord, noSuchRecord } from "./get-record";
import { HistoryTime, type HistoryRow, readHistory } from "./read-history";
import { RecordId, TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const RecordHistoryInput = z.object({
  table: TableName,
  id: RecordId,
  /** `next` of the page before. */
  cursor: HistoryTime.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type RecordHistoryInput = z.output<typeof RecordHistoryInput>;

export interface HistoryEntry {
  at: string;
  actor: string;
  wrote: HistoryRow["wrote"];
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
 * What was done to a record, newest first: by whom, when, and through which task. Of a deleted one, too.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, NOT_FOUND (never there, or out of the actor's reach)
 */
export async function recordHistory(
  ctx: Ctx,
  { table: name, id, cursor, limit }: RecordHistoryInput,
): Promise<HistoryPage> {
  const table = viewableTable(ctx.actor, name);
  const there = await findRecord(ctx, table, id);
  if (!there && !(await findDeleted(ctx, table, id))) throw noSuchRecord(table);
  const found = await readHistory(ctx, table, there?.id ?? table.key.parse(id) ?? id, {
    before: cursor,
    limit: limit + 1,
  });
  const shown = found.slice(0, limit);
  return {
    entries: shown
      .map((row) => entryOf(ctx, table, row))
      // What wrote this record in other columns than the reader's is none of their business.
      .filter(({ wrote, cells }) => !table.whole || wrote !== "values" || cells.length > 0),
    next: found.length > limit ? (shown.at(-1)?.at ?? null) : null,
  };
}

function entryOf({ actor }: Ctx, { columns, whole }: TableDef, row: HistoryRow): HistoryEntry {
  const maySee = row.task_actor === actor.id || hasRole(actor, "admin");
  return {
    at: row.at,
    actor: row.actor ?? "Someone",
    wrote: row.wrote,
    cells: columns.flatMap(({ id, dbName }, i) => {
      const [before, after] = [row[`b${i}`] ?? null, row[`a${i}`] ?? null];
      // What a trigger did instead of a delete is recorded with all columns.
      const same = row.wrote === "values" && row.keys.length > 1 && JSON.stringify(before) === JSON.stringify(after);
      return row.keys.includes(dbName) && !same ? [{ column: id, before, after }] : [];
    }),
    task: row.task_id
      ? { text: taskWords(row, maySee || !whole), href: maySee && row.task_actor ? `/tasks/${row.task_id}` : null }
      : null,
  };
}

/** A task's words name columns and values: where some may not be the reader's, they are left to its author and to admins. */
export function taskWords({ task_text: text }: Pick<HistoryRow, "task_text">, mayRead: boolean): string {
  return (mayRead ? text : null) ?? "a bulk task";
}
