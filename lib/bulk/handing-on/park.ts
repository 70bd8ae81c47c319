import { type SQL, sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { altered } from "@/lib/bulk/change/slice-record";
import { placeIn, sliceCte, sliceNames, type SliceRange } from "@/lib/bulk/change/slice";
import type { Tx } from "@/lib/db/client";
import { afterName, beforeName } from "@/lib/history/captured";
import { typeOf } from "@/lib/tables/column-sql";
import { valuesHistory } from "@/lib/bulk/write/values-history";
import { WRITTEN_ROWS, type WrittenRow } from "@/lib/bulk/write/written-row";
import type { Spare } from "./spare-values";

/** A record that has let go of its unique values: what it held and what it is to hold, as literals per assignment. */
export type Parked = Record<string, unknown> & {
  seq: number;
  n: number;
  id: string;
  before: (string | null)[];
  next: (string | null)[];
};

/** Writes values that nobody has into the records of a range, where they are still as frozen, and notes all that is needed to go on. */
export async function park(
  tx: Tx,
  runnable: RunnableTask,
  range: SliceRange & { ids: string[] },
  spare: Spare,
): Promise<Parked[]> {
  const { table, compiled } = runnable;
  const texts = (values: SQL[]) =>
    sql`array[${sql.join(
      values.map((value) => sql`(${value})::text`),
      sql`, `,
    )}]::text[]`;
  const before = texts(compiled.assignments.map(({ column }) => sql`${column.pgColumn}`));
  const next = texts(compiled.assignments.map((assignment) => assignment.next));
  const keys = table.key.columns.map((_, i) => sql.raw(`swath_slice.k${i}`));
  const place = placeIn(range.ids, sql`swath_before.id`);
  const sets = spare.map(({ column, value }) => sql`${sql.identifier(column)} = ${value(place)}`);
  return tx.execute<Parked>(sql`
    with ${sliceCte(runnable, range)},
    swath_before as materialized (
      select swath_slice.seq, swath_slice.n, swath_slice.id, ${sql.join(keys, sql`, `)}, ${before} as before, ${next} as next,
        ${table.pgTable}.xmin as seen
      from swath_slice join ${table.pgTable} on ${table.key.on("swath_slice")}
      where ${compiled.guard} and ${compiled.inScope} and ${altered(runnable)}),
    swath_parked as (
      update ${table.pgTable} set ${sql.join(sets, sql`, `)} from swath_before
      where ${table.key.on("swath_before")} and ${table.pgTable}.xmin = swath_before.seen
      returning swath_before.id)
    select seq, n, id, before, next from swath_before where id in (select id from swath_parked)`);
}

/** Writes into parked records what they were to get. Their history knows what they held before, and nothing of the time between. */
export function unparkStatement(runnable: RunnableTask, parked: Parked[]): SQL {
  const { table, compiled } = runnable;
  const columns = compiled.assignments.map(({ column }) => column);
  const sets = columns.map(
    (column, i) =>
      sql`${sql.identifier(column.dbName)} = (swath_parked.next[${sql.raw(String(i + 1))}])::${typeOf(column)}`,
  );
  const values = columns.flatMap(({ pgColumn }, i) => [
    sql`swath_parked.before[${sql.raw(String(i + 1))}] as ${beforeName(i)}`,
    sql`${pgColumn} as ${afterName(i)}`,
  ]);
  const changed = sql.join(
    columns.map((_, i) => sql`swath_updated.${beforeName(i)} is distinct from swath_updated.${afterName(i)}::text`),
    sql` or `,
  );
  const history = valuesHistory(
    runnable,
    columns.map(({ dbName }) => dbName),
  );
  return sql`with swath_parked as materialized (
      select record.*, ${table.key.valuesOf(sql`record.id`)}
      from jsonb_to_recordset(${JSON.stringify(parked)}::text::jsonb) as record(seq int, n int, id text, before text[], next text[])),
    swath_updated as (
      update ${table.pgTable} set ${sql.join(sets, sql`, `)} from swath_parked
      where ${table.key.on("swath_parked")}
      returning ${sql.join([...sliceNames(table, "swath_parked"), ...values], sql`, `)}, (${compiled.inScope}) as reachable),
    swath_written as (select * from swath_updated where ${changed}),
    swath_history as (${history})
    ${WRITTEN_ROWS}`;
}

export const unpark = (tx: Tx, runnable: RunnableTask, parked: Parked[]): Promise<WrittenRow[]> =>
  tx.execute<WrittenRow>(unparkStatement(runnable, parked));
