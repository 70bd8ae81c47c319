import { getTableName, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { valuesHistory } from "@/lib/bulk/write/values-history";
import { WRITTEN_ROWS, type WrittenRow } from "@/lib/bulk/write/written-row";
import { stillHolds } from "@/lib/bulk/change/modes/undo";
import { sliceCte, sliceNames, type SliceRange } from "@/lib/bulk/change/slice";
import type { Tx } from "@/lib/db/client";
import { afterName, beforeName } from "@/lib/history/captured";

/** A record that is about to be deleted, where a trigger may keep it. */
export type Marked = Record<string, unknown> & {
  seq: number;
  n: number;
  id: string;
  /** All that it holds: literals, by the position of the column in the live table. */
  before: (string | null)[];
};

/**
 * What stands there before a delete, where a trigger decides about each: of a record that is kept, nothing else tells what it
 * held. All stay locked, so that whatever differs afterwards is the trigger's doing and nobody else's.
 */
export async function readBeforeDelete(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<Marked[]> {
  const { table, compiled, live } = runnable;
  if (compiled.mode !== "delete" || live.deleteTrigger === null) return [];
  const texts = live.columns.map(({ name }) => sql`${table.pgTable}.${sql.identifier(name)}::text`);
  return tx.execute<Marked>(sql`
    with ${sliceCte(runnable, range)}
    select swath_slice.seq, swath_slice.n, swath_slice.id, array[${sql.join(texts, sql`, `)}]::text[] as before
    from swath_slice join ${table.pgTable} on ${table.key.on("swath_slice")} and ${compiled.guard} and ${compiled.inScope}
    order by ${table.key.valueNames} for update of ${sql.identifier(getTableName(table.pgTable))}`);
}

/**
 * Records what a trigger did instead of a delete (`deleted_at` set, the row kept): a change of values, of all columns that
 * the table has, so that all history of the task is alike. Who was left as it was is none.
 */
export async function recordMarks(tx: Tx, runnable: RunnableTask, before: Marked[]): Promise<WrittenRow[]> {
  if (before.length === 0) return [];
  const { table, live } = runnable;
  const columns = live.columns.map(({ name }) => name);
  const values = columns.flatMap((name, i) => [
    sql`swath_kept.before[${sql.raw(String(i + 1))}] as ${beforeName(i)}`,
    sql`${table.pgTable}.${sql.identifier(name)}::text as ${afterName(i)}`,
  ]);
  const marked = columns.map(
    (name, i) =>
      sql`swath_kept.before[${sql.raw(String(i + 1))}] is distinct from ${table.pgTable}.${sql.identifier(name)}::text`,
  );
  return tx.execute<WrittenRow>(sql`
    with swath_kept as materialized (
      select record.*, ${table.key.valuesOf(sql`record.id`)}
      from jsonb_to_recordset(${JSON.stringify(before)}::text::jsonb) as record(seq int, n int, id text, before text[])),
    swath_written as (
      select ${sql.join([...sliceNames(table, "swath_kept"), ...values], sql`, `)}
      from swath_kept join ${table.pgTable} on ${table.key.on("swath_kept")}
      where ${sql.join(marked, sql` or `)}),
    swath_history as (${valuesHistory(runnable, columns)})
    select seq, count(*)::int as n, true as reachable, null::text[] as same from swath_written group by seq`);
}

/** Undo of a delete: records that are still there as the trigger marked them hold again what they held before. */
export async function unmark(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<WrittenRow[]> {
  const { table, compiled, live } = runnable;
  const { undo } = compiled;
  if (!undo?.kept) return [];
  const keys = new Set(table.key.columns.map(({ dbName }) => dbName));
  const columns = live.columns.map(({ name }) => name);
  const back = live.columns.filter(
    ({ name, generated, identity }) =>
      generated === null && !identity && !keys.has(name) && undo.columns.includes(name),
  );
  const sets = back.map(
    ({ name, type }) =>
      sql`${sql.identifier(name)} = (swath_slice.${beforeName(undo.columns.indexOf(name))})::${sql.raw(type)}`,
  );
  const values = columns.flatMap((name, i) => {
    const captured = undo.columns.indexOf(name);
    const now = sql`${table.pgTable}.${sql.identifier(name)}`;
    return [
      sql`${captured < 0 ? now : sql`swath_slice.${afterName(captured)}`} as ${beforeName(i)}`,
      sql`${now} as ${afterName(i)}`,
    ];
  });
  return tx.execute<WrittenRow>(sql`
    with ${sliceCte(runnable, range)},
    swath_written as (
      update ${table.pgTable} set ${sql.join(sets, sql`, `)} from swath_slice
      where ${table.key.on("swath_slice")} and swath_slice.kept and ${stillHolds(table, undo, live.columns, "after")}
        and ${compiled.inScope}
      returning ${sql.join([...sliceNames(table), ...values], sql`, `)}, (${compiled.inScope}) as reachable),
    swath_history as (${valuesHistory(runnable, columns)})
    ${WRITTEN_ROWS}`);
}
