import { type SQL, sql } from "drizzle-orm";
import { refusalProbe } from "@/lib/bulk/change/refusal-probe";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { altered, writable } from "@/lib/bulk/change/slice-record";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import type { Tx } from "@/lib/db/client";
import { explainRefusal } from "@/lib/db/refusal";
import type { UniqueIndex } from "@/lib/history/live-columns";
import { writtenIndexes } from "./unique-indexes";

/** A record of a slice, and who holds the unique values that it is to get. */
export interface Move {
  seq: number;
  /** Null where a row names no record. */
  id: string | null;
  /** It will be written: it is as frozen, in scope, and would differ. */
  moves: boolean;
  /** Per unique index that the change writes, the id of another record that holds the value now. */
  holders: (string | null)[];
}

/** Undefined where some new value can't be computed: then only the write can tell which. */
export async function readMoves(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<Move[] | undefined> {
  const { table, compiled } = runnable;
  const indexes = writtenIndexes(runnable);
  const { records, computed } = await refusalProbe(tx, runnable);
  const wanted = indexes.map((index, i) => sql`cross join lateral (select ${wantedOf(index)}) as ${wantedName(i)}`);
  const holders = indexes.map((index, i) => holderOf(runnable, index, i));
  try {
    return await tx.transaction((savepoint) =>
      savepoint.execute<Move & Record<string, unknown>>(sql`
        with ${sliceCte(runnable, range)},
        swath_record as (
          select swath_slice.seq as "slice seq", swath_slice.n as "slice n", swath_slice.id as "slice id",
            coalesce(${compiled.guard} and ${writable(runnable)} and ${altered(runnable)}, false) as "slice moves", ${records}
          from swath_slice left join ${table.pgTable} on ${table.key.on("swath_slice")})
        select "slice seq" as seq, "slice id" as id, "slice moves" as moves, array[${sql.join(holders, sql`, `)}]::text[] as holders
        from swath_record ${computed} ${sql.join(wanted, sql` `)}
        order by "slice seq", "slice n"`),
    );
  } catch (error) {
    if (explainRefusal(error, table)) return undefined;
    throw error;
  }
}

const wantedName = (i: number) => sql.raw(`swath_wanted_${i}`);
const partName = (i: number) => sql.raw(`"swath part ${i}"`);

/** What the index would hold of the record's new values: its expressions see them under the columns' own names. */
function wantedOf({ parts, predicate }: UniqueIndex): SQL {
  const values = parts.map((part, i) => sql`(${sql.raw(part)}) as ${partName(i)}`);
  return sql.join([...values, sql`${sql.raw(predicate ?? "true")} as "swath applies"`], sql`, `);
}

/** The same expressions over whoever has these values now. */
function holderOf({ table }: RunnableTask, { parts, predicate }: UniqueIndex, at: number): SQL {
  const id = table.key.textOf(table.key.columns.map(({ dbName }) => sql`swath_holder.${sql.identifier(dbName)}`));
  const same = parts.map((part, i) => sql`(${sql.raw(part)}) = ${wantedName(at)}.${partName(i)}`);
  return sql`case when "slice moves" and ${wantedName(at)}."swath applies" then (
    select ${id} from ${table.pgTable} as swath_holder
    where ${sql.join(same, sql` and `)} and ${sql.raw(predicate ?? "true")} and ${id} <> "slice id" limit 1) end`;
}
