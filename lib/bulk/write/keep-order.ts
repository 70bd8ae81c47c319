import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";

const OTHER_WAYS = ["hashjoin", "mergejoin", "seqscan", "indexscan", "indexonlyscan"];

/**
 * Has the next statements write records in the order of the slice: with nothing left to the planner but looking records up by
 * their key, the slice is what it walks, however small the table. To be switched off at once: other statements suffer.
 */
export async function keepOrder(tx: Tx, on: boolean): Promise<void> {
  const settings = OTHER_WAYS.map((way) => sql`set_config(${`enable_${way}`}, ${on ? "off" : "on"}, true)`);
  await tx.execute(sql`select ${sql.join(settings, sql`, `)}`);
}
