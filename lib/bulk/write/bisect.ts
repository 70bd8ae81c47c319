import { sql } from "drizzle-orm";
import { type RunnableTask } from "@/lib/bulk/change/runnable-task";
import { labelOf, listedId, recordOfSlice } from "@/lib/bulk/change/slice-record";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import { addOutcomes, noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import type { Tx } from "@/lib/db/client";
import { explainRefusal, type Refusal } from "@/lib/db/refusal";
import { insertOutcomes } from "./insert-outcomes";
import { assertNotAltogether } from "./refused-altogether";
import { writeRange } from "./write-range";

type Range = SliceRange & { seqs: number[] };
type CountsByChunk = Map<number, OutcomeCounts>;

/** Records that can be halved until one stands alone. */
export interface Divisible {
  size: number;
  /** Of the records at these places, from 0, the last one left out. */
  range: (from: number, to: number) => Range;
  /** What is said of a refused record, where that is not all. */
  say?: (refusal: Refusal, at: number) => Refusal;
}

/** Writes records under savepoints; where the database refuses some, halves them until those that it refuses stand alone. */
export async function bisect(tx: Tx, runnable: RunnableTask, records: Divisible): Promise<CountsByChunk> {
  return records.size === 0 ? new Map() : halve(tx, runnable, records, 0, records.size, false);
}

/** @param judged what is refused here is known not to be refused of every record */
async function halve(
  tx: Tx,
  runnable: RunnableTask,
  records: Divisible,
  from: number,
  to: number,
  judged: boolean,
): Promise<CountsByChunk> {
  const range = records.range(from, to);
  try {
    return await tx.transaction((savepoint) => writeRange(savepoint, runnable, range));
  } catch (error) {
    const refusal = explainRefusal(error, runnable.table);
    if (!refusal) throw error;
    if (!judged) await assertNotAltogether(tx, runnable);
    if (to - from === 1) return listRefused(tx, runnable, range, records.say?.(refusal, from) ?? refusal);
    const middle = Math.ceil((from + to) / 2);
    const left = await halve(tx, runnable, records, from, middle, true);
    return addChunks(left, await halve(tx, runnable, records, middle, to, true));
  }
}

/** The sums of both, chunk by chunk. */
export function addChunks(a: CountsByChunk, b: CountsByChunk): CountsByChunk {
  const sum = new Map(a);
  for (const [seq, counts] of b) sum.set(seq, addOutcomes(sum.get(seq) ?? noOutcomes(), counts));
  return sum;
}

/** Lists all records of a range as failed, for one reason. */
export async function listRefused(
  tx: Tx,
  runnable: RunnableTask,
  range: Range,
  refusal: Refusal,
): Promise<CountsByChunk> {
  const { task, table } = runnable;
  const rows = await tx.execute<{ seq: number; n: number }>(sql`
    with ${sliceCte(runnable, range, { bare: true })},
    swath_listed as (${insertOutcomes(
      task.id,
      sql`
      select ${listedId(runnable)} as record_id, ${labelOf(runnable)} as label, 'failed' as outcome,
        ${refusal.column}::text as column_id, ${refusal.code}::text as code, ${refusal.message}::text as message
      from swath_slice left join ${table.pgTable} on ${recordOfSlice(runnable)}`,
    )})
    select seq, count(*)::int as n from swath_slice group by seq`);
  return new Map(rows.map(({ seq, n }) => [seq, { ...noOutcomes(), failed: n }]));
}
