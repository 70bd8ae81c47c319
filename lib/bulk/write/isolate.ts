import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";
import { explainRefusal, type Refusal } from "@/lib/db/refusal";
import { uniqueColumns } from "@/lib/bulk/change/handed-on";
import { addOutcomes, noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import { refusalProbe } from "@/lib/bulk/change/refusal-probe";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { labelOf, listedId, writable } from "@/lib/bulk/change/slice-record";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import { assertNotAltogether } from "./refused-altogether";
import { writeRange } from "./write-range";
import { insertOutcomes } from "./insert-outcomes";

/**
 * Writes one chunk of which at least one record will be refused, without letting it sink its neighbours: first the
 * refusals that can be foreseen are listed and set aside in one statement; what still fails is bisected under
 * savepoints until the bad records stand alone.
 */
export async function writeIsolated(
  tx: Tx,
  runnable: RunnableTask,
  chunk: { seq: number; size: number },
  known: string[],
): Promise<OutcomeCounts> {
  const foreseen = await setForeseenAside(tx, runnable, { seqs: [chunk.seq], except: known });
  const counts = noOutcomes();
  counts.failed = foreseen.length;
  const handsOn = uniqueColumns(runnable) !== undefined;
  const range = { seqs: [chunk.seq], from: 1, to: chunk.size, except: [...known, ...foreseen], handsOn };
  if (handsOn) await keepOrder(tx, true);
  const written = await bisect(tx, runnable, range);
  if (handsOn) await keepOrder(tx, false);
  return addOutcomes(counts, written);
}

/** Records have to be written in the order of the slice: it is walked, and each is looked up by its key. */
async function keepOrder(tx: Tx, on: boolean): Promise<void> {
  const value = on ? "off" : "on";
  await tx.execute(sql`
    select set_config('enable_hashjoin', ${value}, true), set_config('enable_mergejoin', ${value}, true),
      set_config('enable_seqscan', ${value}, true)`);
}

/** @param judged what is refused here is known not to be refused of every record */
async function bisect(
  tx: Tx,
  runnable: RunnableTask,
  range: SliceRange & { seqs: number[]; from: number; to: number },
  judged = false,
): Promise<OutcomeCounts> {
  try {
    const counts = await tx.transaction((savepoint) => writeRange(savepoint, runnable, range));
    return [...counts.values()].reduce(addOutcomes, noOutcomes());
  } catch (error) {
    const refusal = explainRefusal(error, runnable.table);
    if (!refusal) throw error;
    if (!judged) await assertNotAltogether(tx, runnable);
    if (range.from === range.to) return listRefused(tx, runnable, range, refusal);
    const middle = Math.floor((range.from + range.to) / 2);
    const left = await bisect(tx, runnable, { ...range, to: middle }, true);
    return addOutcomes(left, await bisect(tx, runnable, { ...range, from: middle + 1 }, true));
  }
}

async function listRefused(
  tx: Tx,
  runnable: RunnableTask,
  range: SliceRange,
  refusal: Refusal,
): Promise<OutcomeCounts> {
  const { task, table } = runnable;
  const rows = await tx.execute(sql`
    with ${sliceCte(runnable, range, { bare: true })}
    ${insertOutcomes(
      task.id,
      sql`
      select ${listedId(runnable)} as record_id, ${labelOf(runnable)} as label, 'failed' as outcome,
        ${refusal.column}::text as column_id, ${refusal.code}::text as code, ${refusal.message}::text as message
      from swath_slice left join ${table.pgTable} on ${table.key.on("swath_slice")}`,
    )}
    returning id`);
  return { ...noOutcomes(), failed: rows.length };
}

/** Lists in `record_outcomes` the records that the rules refuse, and answers with their ids. */
async function setForeseenAside(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<string[]> {
  const { task, table, compiled } = runnable;
  if (compiled.mode !== "update" && compiled.mode !== "insert") return [];
  const { rules, records, computed } = await refusalProbe(tx, runnable);
  if (rules.length === 0) return [];
  const pick = (value: (rule: (typeof rules)[number], i: number) => string | null) =>
    sql.join(
      rules.map((rule, i) => sql`when ${i + 1}::int then ${value(rule, i)}::text`),
      sql` `,
    );
  try {
    const rows = await tx.transaction((savepoint) =>
      savepoint.execute<{ record_id: string }>(sql`
      with ${sliceCte(runnable, range)},
      swath_record as (
        select swath_slice.id as "slice id", swath_slice.n as "slice n", ${labelOf(runnable)} as "slice label", ${records}
        from swath_slice left join ${table.pgTable} on ${table.key.on("swath_slice")}
        where ${compiled.guard} and ${writable(runnable)}),
      swath_refused as (
        select "slice id" as id, "slice n" as n, "slice label" as label,
          case ${sql.join(
            rules.map((rule, i) => sql`when ${rule.broken} then ${i + 1}::int`),
            sql` `,
          )} end as rule
        from swath_record ${computed})
      ${insertOutcomes(
        task.id,
        sql`
        select id as record_id, label, 'failed' as outcome, case rule ${pick((r) => r.column?.id ?? null)} end as column_id,
          case rule ${pick((r) => r.code)} end as code, case rule ${pick((r) => r.message)} end as message
        from swath_refused where rule is not null order by n`,
      )}
      returning record_id`),
    );
    return rows.map((row) => row.record_id);
  } catch (error) {
    // An expression that fails on some record fails the probe as well: the bisection will find it.
    if (explainRefusal(error, table)) return [];
    throw error;
  }
}
