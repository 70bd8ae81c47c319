import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { cancellerOf, type Db } from "./client";

const AGAIN_MS = 100;

/**
 * Runs `work` in a transaction of the backend `pid`; when the signal fires, whatever statement it is running is cancelled.
 * @throws the signal's reason where it has fired before, and what the database says of a cancelled statement (57014)
 */
export async function cancelledBy<T>(
  signal: AbortSignal | undefined,
  db: Db,
  pid: number,
  work: () => Promise<T>,
): Promise<T> {
  if (!signal) return work();
  let over = false;
  let cancelling: Promise<void> | undefined;
  // Again and again: between two statements there is nothing to cancel.
  const cancel = async () => {
    while (!over) {
      await cancellerOf(db)
        .execute(sql`select pg_cancel_backend(${pid}::int)`)
        .catch(() => {});
      await sleep(AGAIN_MS);
    }
  };
  const onAbort = () => void (cancelling = cancel());
  signal.throwIfAborted();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await work();
  } finally {
    over = true;
    signal.removeEventListener("abort", onAbort);
    // One that is still on its way must not strike whoever has this connection next.
    await cancelling;
  }
}
