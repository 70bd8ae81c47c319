import { sql } from "drizzle-orm";
import { movesRecords } from "@/lib/bulk/change/moves-records";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import type { SliceRange } from "@/lib/bulk/change/slice";
import { noOutcomes, type OutcomeCounts } from "@/lib/bulk/model/outcomes";
import { addChunks, listRefused } from "@/lib/bulk/write/bisect";
import { writeRange } from "@/lib/bulk/write/write-range";
import { assertReachable } from "@/lib/bulk/write/written-row";
import type { Tx } from "@/lib/db/client";
import { explainRefusal, type Refusal } from "@/lib/db/refusal";
import type { Circle } from "./arrange-moves";
import { park, unpark } from "./park";
import { type Spare, spareValues } from "./spare-values";
import { writtenIndexes } from "./unique-indexes";

type Counts = Map<number, OutcomeCounts>;
type Within = (ids: string[]) => SliceRange & { seqs: number[]; ids: string[] };

/** One of the circle was not written after all, so that the others can't have their values. */
class Broken extends Error {}

const IN_CIRCLE =
  "Its new value is held by another record of the same task, and the other way round: the database does not let them change places.";

/**
 * Writes records that pass unique values round: one of each circle lets go of its value, the others follow in order, then
 * it gets its own. A circle is written as a whole or not at all; a trigger sees the parked record twice, its history once.
 */
export async function writeCircles(tx: Tx, runnable: RunnableTask, circles: Circle[], within: Within): Promise<Counts> {
  if (circles.length === 0) return new Map();
  const { counts, error } = await tryAllWays(tx, runnable, circles, within);
  if (counts) return counts;
  const refusal = refusalOf(error, runnable);
  if (circles.length === 1) return listRefused(tx, runnable, within(idsOf(circles)), refusal);
  const middle = Math.ceil(circles.length / 2);
  const left = await writeCircles(tx, runnable, circles.slice(0, middle), within);
  return addChunks(left, await writeCircles(tx, runnable, circles.slice(middle), within));
}

const idsOf = (circles: Circle[]) => circles.flatMap((circle) => [...circle.park, ...circle.follow]);

function refusalOf(error: unknown, { table }: RunnableTask): Refusal {
  const found = explainRefusal(error, table);
  if (!found || found.code === "23505") return { code: "23505", column: found?.column ?? null, message: IN_CIRCLE };
  return {
    ...found,
    message: `It passes values round with other records of the same task, and one of them is refused: ${found.message}`,
  };
}

async function tryAllWays(
  tx: Tx,
  runnable: RunnableTask,
  circles: Circle[],
  within: Within,
): Promise<{ counts?: Counts; error?: unknown }> {
  let first: unknown;
  for (const spare of waysToPark(runnable)) {
    try {
      return { counts: await tx.transaction((savepoint) => write(savepoint, runnable, circles, spare, within)) };
    } catch (error) {
      if (!(error instanceof Broken) && !explainRefusal(error, runnable.table)) throw error;
      first ??= error;
    }
  }
  return { error: first };
}

/** Where all that is unique is checked after the statement, nobody need be parked. A record that is parked keeps its key. */
function waysToPark(runnable: RunnableTask): (Spare | undefined)[] {
  if (writtenIndexes(runnable).every(({ deferrable }) => deferrable)) return [undefined];
  return movesRecords(runnable) ? [] : spareValues(runnable);
}

async function write(
  tx: Tx,
  runnable: RunnableTask,
  circles: Circle[],
  spare: Spare | undefined,
  within: Within,
): Promise<Counts> {
  await tx.execute(sql`set constraints all deferred`);
  const ids = spare ? circles.flatMap((circle) => circle.park) : [];
  const parked = spare ? await park(tx, runnable, within(ids), spare) : [];
  if (parked.length < ids.length) throw new Broken();
  const others = spare ? circles.flatMap(({ follow }) => follow) : idsOf(circles);
  let counts = await writeRange(tx, runnable, within(others));
  for (const row of parked.length > 0 ? await unpark(tx, runnable, parked) : []) {
    assertReachable(row);
    counts = addChunks(counts, new Map([[row.seq, { ...noOutcomes(), changed: row.n }]]));
  }
  const changed = [...counts.values()].reduce((sum, each) => sum + each.changed, 0);
  if (changed < idsOf(circles).length) throw new Broken();
  await tx.execute(sql`set constraints all immediate`);
  return counts;
}
