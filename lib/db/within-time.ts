import { sql } from "drizzle-orm";
import { cancelledBy } from "./cancelled-by";
import type { Db, Tx } from "./client";
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
