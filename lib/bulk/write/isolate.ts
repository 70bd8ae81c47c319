import { handsOn } from "@/lib/bulk/handing-on/unique-indexes";
import { writeHandingOn } from "@/lib/bulk/handing-on/write-handing-on";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import type { Tx } from "@/lib/db/client";
import { addChunks, bisect } from "./bisect";
import { setForeseenAside } from "./set-foreseen-aside";

/**
 * Writes chunks of which at least one record will be refused, without letting it sink its neighbours: first the
 * refusals that can be foreseen are listed and set aside in one statement; what still fails is bisected under
 * savepoints until the bad records stand alone. Where they may hand on unique values to each other, all chunks are one.
 * @param known records that are refused already, by chunk
 * @param mayWait chunks whose records want values of records in other chunks may be put behind those
 * @throws WaitsForOthers
 */
export async function writeIsolated(
  tx: Tx,
  runnable: RunnableTask,
  chunks: { seq: number; size: number }[],
  known: Map<number, string[]>,
  mayWait: boolean,
): Promise<Map<number, OutcomeCounts>> {
  const seqs = chunks.map(({ seq }) => seq);
  const refused = [...known.values()].flat();
  const foreseen = await setForeseenAside(tx, runnable, { seqs, except: refused });
  const except = [...refused, ...foreseen.map(({ id }) => id)];
  let counts = new Map(seqs.map((seq) => [seq, noOutcomes()]));
  for (const { seq } of foreseen) counts.get(seq)!.failed++;

  const together = handsOn(runnable) && (await writeHandingOn(tx, runnable, { seqs, except }, mayWait));
  if (together) return addChunks(counts, together);
  for (const { seq, size } of chunks) {
    const range = (from: number, to: number) => ({ seqs: [seq], from: from + 1, to, except });
    counts = addChunks(counts, await bisect(tx, runnable, { size, range }));
  }
  return counts;
}
