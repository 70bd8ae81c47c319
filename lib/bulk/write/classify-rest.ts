import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";
import { literal } from "@/lib/tables/column-sql";
import type { CountedOutcome } from "@/lib/bulk/model/outcomes";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { labelOf, listedId, recordOfSlice } from "@/lib/bulk/change/slice-record";
import { movesRecords } from "@/lib/bulk/change/moves-records";
import { stillHolds } from "@/lib/bulk/change/modes/undo";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import { insertOutcomes } from "./insert-outcomes";

/** What is said of a record that was left alone. */
const SENTENCES = {
  conflict: "Someone changed this record after the selection was made, so it was left alone.",
  undoConflict: "This record was edited since, so its newer value was kept.",
  taken: "A record with the same key or unique value exists again.",
  exists: "A record with this key exists already.",
  gone: "This record no longer exists.",
  outOfReach: "This record no longer exists, or is out of your reach.",
  ignored: "The database ignored the change (a trigger or rule).",
} as const;

/**
 * Explains, after the write and in its transaction, every record of the range that was not written, and lists all but
 * the unchanged ones in `record_outcomes`. Whether a record was written is asked of the history, the one truth:
 * `at = now()` finds this transaction's rows and lets Postgres skip the other partitions.
 */
export async function classifyRest(
  tx: Tx,
  runnable: RunnableTask,
  range: SliceRange,
): Promise<{ seq: number; outcome: CountedOutcome; n: number }[]> {
  const { task, table, compiled } = runnable;
  // A record that has just got the key of another one is not that one.
  const moves = movesRecords(runnable);
  const rows = await tx.execute<{ seq: number; outcome: CountedOutcome; n: number }>(sql`
    with ${sliceCte(runnable, range)},
    swath_done as (
      select unnest(record_ids) as id${moves ? sql`, unnest(new_ids) as new_id` : sql``} from swath.record_changes
      where task_id = ${task.id} and at = now() and level = 0),
    swath_rest as (
      select swath_slice.seq, swath_slice.n, ${listedId(runnable)} as id, ${labelOf(runnable)} as label,
        ${outcomeOf(runnable)} as outcome, ${compiled.given ? sql`swath_slice.refused` : sql`null::jsonb`} as refused
      from swath_slice left join ${table.pgTable} on ${recordOfSlice(runnable)}
        ${moves ? sql`and not exists (select from swath_done where swath_done.new_id = swath_slice.id and swath_done.new_id <> swath_done.id)` : sql``}
      where not exists (select from swath_done where swath_done.id = swath_slice.id)),
    swath_listed as (
      ${insertOutcomes(
        task.id,
        sql`
        select id as record_id, label, outcome,
          case when outcome = 'failed' then refused ->> 'column' end as column_id,
          ${codeOf(runnable)} as code, ${sentenceOf(runnable)} as message
        from swath_rest where outcome <> 'unchanged' order by seq, n`,
      )})
    select seq, outcome, count(*)::int as n from swath_rest group by seq, outcome`);
  return [...rows];
}

/**
 * The outcome of a record that is not (or not yet) written, as SQL over the slice left-joined by `recordOfSlice`.
 * @param otherwise what it is when nothing speaks against the write
 */
export function outcomeOf(
  { table, compiled, live }: RunnableTask,
  differs = compiled.differs,
  otherwise: "failed" | "changed" = "failed",
): SQL {
  const { absent } = table.key;
  if (compiled.mode === "restore") {
    // Brought back already, by an undo of a part: it is as it shall be.
    const asItWas = compiled.undo ? stillHolds(table, compiled.undo, live.columns, "before") : sql`false`;
    const marked = compiled.undo?.kept
      ? sql` when swath_slice.kept and ${stillHolds(table, compiled.undo, live.columns, "after")} then ${literal(otherwise)}`
      : sql``;
    return sql`case when ${absent} then ${literal(otherwise)} when ${asItWas} then 'unchanged'${marked} else 'conflict' end`;
  }
  if (compiled.mode === "insert") {
    return sql`case when swath_slice.refused is not null then 'failed' when ${absent} then ${literal(otherwise)} else 'conflict' end`;
  }
  return sql`case
    ${compiled.given ? sql`when swath_slice.refused is not null then 'failed'` : sql``}
    when ${absent} then 'gone'
    when not (${differs}) then 'unchanged'
    when not (${compiled.guard}) then 'conflict'
    else ${literal(otherwise)} end`;
}

function codeOf({ compiled }: RunnableTask): SQL {
  const conflict = compiled.mode === "update" || compiled.mode === "delete" ? "changed_since" : "taken";
  return sql`case outcome when 'conflict' then ${conflict} when 'gone' then 'deleted'
    else coalesce(refused ->> 'code', 'ignored') end`;
}

function sentenceOf({ compiled, table, actor }: RunnableTask): SQL {
  const gone = table.scope(actor) ? SENTENCES.outOfReach : SENTENCES.gone;
  const conflict = conflictSentence(compiled);
  return sql`case outcome when 'conflict' then ${conflict} when 'gone' then ${gone}
    else coalesce(refused ->> 'message', ${SENTENCES.ignored}) end`;
}

function conflictSentence({ mode, undo }: RunnableTask["compiled"]): string {
  if (mode === "restore") return SENTENCES.taken;
  if (mode === "insert") return SENTENCES.exists;
  return undo ? SENTENCES.undoConflict : SENTENCES.conflict;
}
