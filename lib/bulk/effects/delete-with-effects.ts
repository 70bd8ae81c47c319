import { sql } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { sliceCte, type SliceRange } from "@/lib/bulk/change/slice";
import { writeStatement } from "@/lib/bulk/write/write-statement";
import type { WrittenRow } from "@/lib/bulk/write/written-row";
import type { Tx } from "@/lib/db/client";
import { captureEffects } from "./capture-effects";
import type { Marked } from "./kept-records";
import type { DeleteEffects } from "./reference";

/** A trigger kept some, with all that belongs to them. */
class Stayed extends Error {
  constructor(readonly ids: string[]) {
    super("A trigger kept some of them.");
  }
}

/**
 * Records what goes along with the records of a range, and deletes them. Nothing goes along with one that a trigger keeps,
 * and which those are only the delete can tell: then it is taken back, and done again with the rest recorded.
 * @param before what is about to be deleted, where a trigger may keep it
 */
export async function deleteWithEffects(
  tx: Tx,
  runnable: RunnableTask,
  effects: DeleteEffects,
  range: SliceRange,
  before: Marked[],
): Promise<WrittenRow[]> {
  const recorded = async (within: Tx, stays: string[]) => {
    await captureEffects(within, runnable, effects, { ...range, except: [...(range.except ?? []), ...stays] });
    return within.execute<WrittenRow>(writeStatement(runnable, range));
  };
  if (effects.references.length === 0 || before.length === 0) return recorded(tx, []);
  try {
    return await tx.transaction(async (savepoint) => {
      const rows = await recorded(savepoint, []);
      const there = await idsStillThere(savepoint, runnable, range);
      const stays = before.flatMap(({ id }) => (there.has(id) ? [id] : []));
      if (stays.length > 0) throw new Stayed(stays);
      return rows;
    });
  } catch (error) {
    if (!(error instanceof Stayed)) throw error;
    return recorded(tx, error.ids);
  }
}

async function idsStillThere(tx: Tx, runnable: RunnableTask, range: SliceRange): Promise<Set<string>> {
  const { table } = runnable;
  const rows = await tx.execute<{ id: string }>(sql`
    with ${sliceCte(runnable, range)}
    select swath_slice.id from swath_slice join ${table.pgTable} on ${table.key.on("swath_slice")}`);
  return new Set(rows.map(({ id }) => id));
}
