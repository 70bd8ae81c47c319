import { sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { labelOf, listedId } from "@/lib/bulk/change/slice-record";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import { insertOutcomes } from "@/lib/bulk/write/insert-outcomes";
import type { Tx } from "@/lib/db/client";
import { forbiddenCte } from "./forbidden-roots";
import type { DeleteEffects } from "./reference";

/** What is said of a record that can't go, since others would go with it that its author has no right to. */
export const TAKES_FORBIDDEN = "Other records belong to it that you are not allowed to delete or edit.";

/** Lists the records of a range whose delete would reach further than the actor may, and answers which. */
export async function refuseForbidden(
  tx: Tx,
  runnable: RunnableTask,
  effects: DeleteEffects,
  range: SliceRange,
): Promise<{ seq: number; id: string }[]> {
  const { task, table, compiled } = runnable;
  const forbidden = forbiddenCte(runnable, effects);
  if (!forbidden) return [];
  return tx.execute<{ seq: number; id: string }>(sql`
    with recursive ${sliceCte(runnable, range)}, ${forbidden},
    swath_refused as (
      select swath_slice.seq, swath_slice.n, ${listedId(runnable)} as id, ${labelOf(runnable)} as label
      from swath_slice join ${table.pgTable} on ${table.key.on("swath_slice")} and ${compiled.guard} and ${compiled.inScope}
      where swath_slice.id in (select id from swath_forbidden)),
    swath_listed as (${insertOutcomes(
      task.id,
      sql`
      select id as record_id, label, 'forbidden' as outcome, null as column_id, 'out_of_scope' as code,
        ${TAKES_FORBIDDEN}::text as message
      from swath_refused order by seq, n`,
    )})
    select seq, id from swath_refused`);
}
