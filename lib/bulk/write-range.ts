import type { Tx } from "@/lib/db/client";
import { captureCascades, restoreCascades } from "./cascades";
import { classifyRest } from "./classify-rest";
import { noOutcomes, type OutcomeCounts } from "./outcomes";
import type { RunnableTask } from "./runnable-task";
import type { SliceRange } from "./slice";
import { writeStatement } from "./write-statement";

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
  for (const { seq, n } of await tx.execute<{ seq: number; n: number }>(writeStatement(runnable, range))) {
    counts.get(seq)!.changed = n;
    written += n;
  }
  if (compiled.mode === "insert") await restoreCascades(tx, runnable, range);
  if (written !== expected) {
    for (const { seq, outcome, n } of await classifyRest(tx, runnable, range)) counts.get(seq)![outcome] += n;
  }
  return counts;
}
