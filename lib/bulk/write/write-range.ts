import type { Tx } from "@/lib/db/client";
import { captureCascades, restoreCascades } from "./cascades";
import { classifyRest } from "./classify-rest";
import { noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import type { SliceRange } from "@/lib/bulk/change/slice";
import { writeStatement } from "./write-statement";

type WrittenRow = { seq: number; n: number; reachable: boolean };

/** A new record that its author could not see afterwards; refused like a row that breaks a view's CHECK OPTION (44000). */
class OutOfReach extends Error {
  readonly code = "44000";

  constructor() {
    super("A new record would be out of the actor's reach.");
  }
}

/**
 * Writes the records of a range in the caller's transaction and says what became of each, counted by chunk.
 * Any refusal by the database throws: whoever calls decides between isolating and giving up.
 *
 * @param expected records in the range; when all were written nothing is left to explain
 */
export async function writeRange(
  tx: Tx,
  runnable: RunnableTask,
  range: SliceRange,
  expected?: number,
): Promise<Map<number, OutcomeCounts>> {
  const { compiled } = runnable;
  const counts = new Map(range.seqs.map((seq) => [seq, noOutcomes()]));
  if (compiled.mode === "delete") await captureCascades(tx, runnable, range);

  let written = 0;
  for (const row of await tx.execute<WrittenRow>(writeStatement(runnable, range))) {
    if (!row.reachable) throw new OutOfReach();
    counts.get(row.seq)!.changed = row.n;
    written += row.n;
  }
  if (compiled.mode === "restore") await restoreCascades(tx, runnable, range);
  if (written !== expected) {
    for (const { seq, outcome, n } of await classifyRest(tx, runnable, range)) counts.get(seq)![outcome] += n;
  }
  return counts;
}
