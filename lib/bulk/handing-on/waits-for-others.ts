import { sql } from "drizzle-orm";
import { intArray } from "@/lib/bulk/change/slice";
import type { Db, Tx } from "@/lib/db/client";
import type { Move } from "./read-moves";

/** Records of these chunks want values of records in others that are still to be written: they are to come after them. */
export class WaitsForOthers extends Error {
  constructor(readonly seqs: number[]) {
    super("waits for other chunks");
  }
}

/** Of the records outside of some chunks whose values are wanted, those of the same task, and whether they are still to be written. */
export async function awaitedOfTask(
  tx: Tx,
  taskId: string,
  moves: Move[],
  held: string[],
): Promise<{ id: string; open: boolean }[]> {
  const own = new Set(moves.map(({ id }) => id));
  const waiting = new Set(held);
  const holders = moves.flatMap((move) => (move.id !== null && waiting.has(move.id) ? move.holders : []));
  const strangers = [...new Set(holders.filter((id) => id !== null && !own.has(id)))];
  if (strangers.length === 0) return [];
  return tx.execute<{ id: string; open: boolean }>(sql`
    select frozen.id, done_at is null as open
    from swath.bulk_chunks chunk cross join lateral unnest(record_ids) as frozen(id)
    where task_id = ${taskId} and frozen.id in (select jsonb_array_elements_text(${JSON.stringify(strangers)}::text::jsonb))`);
}

/** @throws WaitsForOthers where any of the awaited is still to be written */
export function assertNeedNotWait(moves: Move[], awaited: { id: string; open: boolean }[], except: string[]): void {
  const refused = new Set(except);
  const open = awaited.filter((each) => each.open && !refused.has(each.id));
  if (open.length === 0) return;
  const chunkOf = new Map(moves.map(({ id, seq }) => [id, seq]));
  const followers = following(moves, new Set(open.map(({ id }) => id)));
  throw new WaitsForOthers([...new Set(followers.map((id) => chunkOf.get(id)!))]);
}

/** Who wants the value of one of these, or of one that does. */
function following(moves: Move[], awaited: Set<string>): string[] {
  const followers = new Map<string, string[]>();
  for (const { id, holders } of moves) {
    for (const holder of holders) {
      if (id !== null && holder !== null) followers.set(holder, [...(followers.get(holder) ?? []), id]);
    }
  }
  for (const id of awaited) for (const follower of followers.get(id) ?? []) awaited.add(follower);
  const own = new Set(moves.map(({ id }) => id));
  return [...awaited].filter((id) => own.has(id));
}

/** Puts chunks behind all others of their task. */
export async function putBehind(db: Db, taskId: string, seqs: number[]): Promise<void> {
  await db.execute(sql`
    update swath.bulk_chunks set not_before = 'infinity'
    where task_id = ${taskId} and seq = any(${intArray(seqs)}) and done_at is null`);
}
