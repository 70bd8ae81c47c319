import { sql } from "drizzle-orm";
import type { Db, Tx } from "./client";
import { postgresError } from "./postgres-error";

/** Runs `work` in a transaction whose statements may each take `ms`; undefined where that was not enough. */
export async function withinTime<T>(db: Db, ms: number, work: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${`${ms}ms`}, true)`);
      return work(tx);
    });
  } catch (error) {
    if (postgresError(error)?.code !== "57014") throw error;
    return undefined;
  }
}
