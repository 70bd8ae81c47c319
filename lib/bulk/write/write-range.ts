import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";
import { lockRoots } from "@/lib/bulk/effects/capture-effects";
import { deleteWithEffects } from "@/lib/bulk/effects/delete-with-effects";
import { type Marked, readBeforeDelete, recordMarks, unmark } from "@/lib/bulk/effects/kept-records";
import { refuseForbidden } from "@/lib/bulk/effects/refuse-forbidden";
import { restoreEffects } from "@/lib/bulk/effects/restore-effects";
import { classifyRest } from "./classify-rest";
import { noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import type { SliceRange } from "@/lib/bulk/change/slice";
import { keepOrder } from "./keep-order";
import { assertReachable, type WrittenRow } from "./written-row";
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
  range: SliceRange & { seqs: number[] },
  expected?: number,
): Promise<Map<number, OutcomeCounts>> {
  const { compiled } = runnable;
  const counts = new Map(range.seqs.map((seq) => [seq, noOutcomes()]));
  const { effects } = runnable;
  const { before, refused } = await prepareDelete(tx, runnable, range);
  for (const { seq } of refused) counts.get(seq)!.forbidden++;
  const { except = [] } = range;
  const rest = { ...range, except: [...except, ...refused.map(({ id }) => id)] };
  let written = refused.length;

  const same: string[] = [];
  const write = async (part: SliceRange) => {
    let n = 0;
    if (part.ids) await keepOrder(tx, true);
    const rows =
      effects && compiled.mode === "delete"
        ? await deleteWithEffects(tx, runnable, effects, part, before)
        : await tx.execute<WrittenRow>(writeStatement(runnable, part));
    if (part.ids) await keepOrder(tx, false);
    for (const row of [...rows, ...(await recordMarks(tx, runnable, before))]) {
      assertReachable(row);
      counts.get(row.seq)!.changed += row.n;
      counts.get(row.seq)!.unchanged += row.same?.length ?? 0;
      same.push(...(row.same ?? []));
      n += row.n + (row.same?.length ?? 0);
    }
    return n;
  };
  written += await write(rest);
  // Where versions don't count, a record that was written by others just now is worth another look.
  const insists = runnable.task.conflictPolicy === "overwrite" || compiled.undo !== null;
  if (written !== expected && insists && compiled.mode === "update") {
    written += await write({
      ...rest,
      except: [...rest.except, ...same, ...(await idsWritten(tx, runnable))],
    });
  }
  for (const row of compiled.mode === "restore" ? await unmark(tx, runnable, range) : []) {
    assertReachable(row);
    counts.get(row.seq)!.changed += row.n;
    written += row.n;
  }
  if (effects && compiled.mode === "restore") await restoreEffects(tx, runnable, effects, range);
  if (written !== expected) {
    const others = { ...rest, except: [...rest.except, ...same] };
    for (const { seq, outcome, n } of await classifyRest(tx, runnable, others)) counts.get(seq)![outcome] += n;
  }
  // What would be checked at the commit is checked here, where a record that is refused can still stand alone.
  await tx.execute(sql`set constraints all immediate`);
  return counts;
}

interface Prepared {
  /** What stands there, where a trigger may keep it. */
  before: Marked[];
  /** They take others along that the actor has no right to. */
  refused: { seq: number; id: string }[];
}

/** Before a delete: what it may do to other records is refused where that goes too far. */
async function prepareDelete(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<Prepared> {
  const { effects, compiled } = runnable;
  if (!effects || compiled.mode !== "delete") return { before: [], refused: [] };
  if (effects.references.length === 0) return { before: await readBeforeDelete(tx, runnable, range), refused: [] };
  await lockRoots(tx, runnable, range);
  const refused = await refuseForbidden(tx, runnable, effects, range);
  const except = [...(range.except ?? []), ...refused.map(({ id }) => id)];
  return { before: await readBeforeDelete(tx, runnable, { ...range, except }), refused };
}

async function idsWritten(tx: Tx, { task }: RunnableTask): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select unnest(record_ids) as id from swath.record_changes where task_id = ${task.id} and at = now() and level = 0`);
  return rows.map(({ id }) => id);
}
