import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import type { SliceRange } from "@/lib/bulk/change/slice";
import type { OutcomeCounts } from "@/lib/bulk/model/outcomes";
import { addChunks, bisect, listRefused } from "@/lib/bulk/write/bisect";
import { writeRange } from "@/lib/bulk/write/write-range";
import type { Tx } from "@/lib/db/client";
import type { Refusal } from "@/lib/db/refusal";
import { notUnique, notUniqueWithin } from "@/lib/db/refusal-sentence";
import { arrangeMoves } from "./arrange-moves";
import { type Move, readMoves } from "./read-moves";
import { writtenIndexes } from "./unique-indexes";
import { assertNeedNotWait, awaitedOfTask } from "./waits-for-others";
import { writeCircles } from "./write-circles";

type Counts = Map<number, OutcomeCounts>;

/**
 * Writes chunks whose records may hand on unique values to each other: who gets a free value first, then who gets what
 * that one has left; circles are opened by parking a record of each. Who wants the value of a record that stays is refused.
 * Undefined where the new values can't be told beforehand.
 * @throws WaitsForOthers
 */
export async function writeHandingOn(
  tx: Tx,
  runnable: RunnableTask,
  range: SliceRange & { seqs: number[]; except: string[] },
  mayWait: boolean,
): Promise<Counts | undefined> {
  const moves = await readMoves(tx, runnable, range);
  if (!moves) return undefined;
  const byId = new Map(moves.flatMap((move) => (move.id === null ? [] : [[move.id, move]])));
  const movers = moves.flatMap(({ id, moves: will, holders }) =>
    id !== null && will ? [{ id, behind: [...new Set(holders.filter((holder) => holder !== null))] }] : [],
  );
  const { order, circles, after, held } = arrangeMoves(movers);
  const awaited = await awaitedOfTask(tx, runnable.task.id, moves, held);
  if (mayWait) assertNeedNotWait(moves, awaited, range.except);
  const ofTask = new Set([...byId.keys(), ...range.except, ...awaited.map(({ id }) => id)]);

  const within = (ids: string[]) => ({ seqs: [...new Set(ids.map((id) => byId.get(id)!.seq))], ids });
  const say = (id: string) => (refusal: Refusal) =>
    refusal.code === "23505" ? refusalOf(runnable, ofTask, byId.get(id)!) : refusal;
  const inTurn = (ids: string[]) =>
    bisect(tx, runnable, {
      size: ids.length,
      range: (from, to) => within(ids.slice(from, to)),
      say: (refusal, at) => say(ids[at]!)(refusal),
    });

  const reasons = held.map((id) => ({ id, refusal: refusalOf(runnable, ofTask, byId.get(id)!) }));
  let counts = await listAlike(tx, runnable, reasons, within);
  counts = addChunks(counts, await inTurn(order));
  counts = addChunks(counts, await writeCircles(tx, runnable, circles, within));
  counts = addChunks(counts, await inTurn(after));
  const moving = new Set(movers.map(({ id }) => id));
  counts = addChunks(counts, await inTurn([...byId.keys()].filter((id) => !moving.has(id))));
  if (moves.some(({ id }) => id === null)) {
    const rest = { seqs: range.seqs, except: [...range.except, ...byId.keys()] };
    counts = addChunks(counts, await writeRange(tx, runnable, rest));
  }
  return counts;
}

/** Why a record can't have its unique value: somebody keeps it, of the same task or not. */
function refusalOf(runnable: RunnableTask, ofTask: ReadonlySet<string>, { holders }: Move): Refusal {
  const at = holders.findIndex((holder) => holder !== null);
  const columns = writtenIndexes(runnable)[at]?.columns ?? [];
  const named = runnable.table.columns.filter(({ dbName }) => columns.includes(dbName));
  const column = named.length === 1 ? named[0] : undefined;
  const what = column?.label ?? "A value";
  const own = holders.some((holder) => holder !== null && ofTask.has(holder));
  return { code: "23505", column: column?.id ?? null, message: own ? notUniqueWithin(what) : notUnique(what) };
}

async function listAlike(
  tx: Tx,
  runnable: RunnableTask,
  reasons: { id: string; refusal: Refusal }[],
  within: (ids: string[]) => SliceRange & { seqs: number[] },
): Promise<Counts> {
  let counts: Counts = new Map();
  for (const message of new Set(reasons.map(({ refusal }) => refusal.message))) {
    const alike = reasons.filter(({ refusal }) => refusal.message === message);
    const range = within(alike.map(({ id }) => id));
    counts = addChunks(counts, await listRefused(tx, runnable, range, alike[0]!.refusal));
  }
  return counts;
}
