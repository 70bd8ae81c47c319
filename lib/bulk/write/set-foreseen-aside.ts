import { sql } from "drizzle-orm";
import { refusalProbe } from "@/lib/bulk/change/refusal-probe";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { labelOf, recordOfSlice, writable } from "@/lib/bulk/change/slice-record";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import type { Tx } from "@/lib/db/client";
import { explainRefusal } from "@/lib/db/refusal";
import { insertOutcomes } from "./insert-outcomes";

/** Lists in `record_outcomes` the records that the rules refuse, and answers which. */
export async function setForeseenAside(
  tx: Tx,
  runnable: RunnableTask,
  range: SliceRange,
): Promise<{ seq: number; id: string }[]> {
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
    return await tx.transaction((savepoint) =>
      savepoint.execute<{ seq: number; id: string }>(sql`
      with ${sliceCte(runnable, range)},
      swath_record as (
        select swath_slice.seq as "slice seq", swath_slice.id as "slice id", swath_slice.n as "slice n", ${labelOf(runnable)} as "slice label", ${records}
        from swath_slice left join ${table.pgTable} on ${recordOfSlice(runnable)}
        where ${compiled.guard} and ${writable(runnable)}),
      swath_refused as (
        select "slice seq" as seq, "slice id" as id, "slice n" as n, "slice label" as label,
          case ${sql.join(
            rules.map((rule, i) => sql`when ${rule.broken} then ${i + 1}::int`),
            sql` `,
          )} end as rule
        from swath_record ${computed}),
      swath_listed as (${insertOutcomes(
        task.id,
        sql`
        select id as record_id, label, 'failed' as outcome, case rule ${pick((r) => r.column?.id ?? null)} end as column_id,
          case rule ${pick((r) => r.code)} end as code, case rule ${pick((r) => r.message)} end as message
        from swath_refused where rule is not null order by seq, n`,
      )})
      select seq, id from swath_refused where rule is not null`),
    );
  } catch (error) {
    // An expression that fails on some record fails the probe as well: the bisection will find it.
    if (explainRefusal(error, table)) return [];
    throw error;
  }
}
