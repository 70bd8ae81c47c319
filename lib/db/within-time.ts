import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { cancellerOf, type Db, type Tx } from "./client";
import { postgresError } from "./postgres-error";

/**
 * Runs `work` in a transaction whose statements may each take `ms`; undefined where that was not enough.
 * @param signal cancels the statement under way: whoever asked has left, and nobody should wait for it
 * @throws what the database says of a statement that the signal has cancelled (57014), or the signal's reason
 */
export async function withinTime<T>(
  db: Db,
  ms: number,
  work: (tx: Tx) => Promise<T>,
  signal?: AbortSignal,
): Promise<T | undefined> {
  try {
    return await db.transaction(async (tx) => {
      const [own] = await tx.execute<{ pid: number }>(sql`
        select set_config('statement_timeout', ${`${ms}ms`}, true), pg_backend_pid() as pid`);
      return cancelledBy(signal, db, own?.pid ?? 0, () => work(tx));
    });
  } catch (error) {
    if (signal?.aborted || postgresError(error)?.code !== "57014") throw error;
    return undefined;
  }
}

const CANCEL_MS = 100;

async function cancelledBy<T>(
  signal: AbortSignal | undefined,
  db: Db,
  pid: number,
  work: () => Promise<T>,
): Promise<T> {
  let over = false;
  let cancelling: Promise<void> | undefined;
  // Again and again: between two statements there is nothing to cancel.
  const cancel = async () => {
    while (!over) {
      await cancellerOf(db)
        .execute(sql`select pg_cancel_backend(${pid}::int)`)
        .catch(() => {});
      await sleep(CANCEL_MS);
    }
  };
  const onAbort = () => void (cancelling = cancel());
  signal?.throwIfAborted();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await work();
  } finally {
    over = true;
    signal?.removeEventListener("abort", onAbort);
    // One that is still on its way must not strike whoever has this connection next.
    await cancelling;
  }
}
