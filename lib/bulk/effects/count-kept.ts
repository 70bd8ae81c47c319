import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";

/** Records that a delete was to remove, and that a trigger marked instead. */
export async function countKept(db: Db | Tx, deleteId: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select coalesce(sum(cardinality(record_ids)), 0)::int as n from swath.record_changes
    where task_id = ${deleteId} and level = 0 and wrote = 'values'`);
  return row?.n ?? 0;
}
