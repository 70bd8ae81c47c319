import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/client";

/** Of so many lanes those that find a chunk to write: as it was frozen, whatever the table's declaration says by now. */
export async function usefulLanes(tx: Tx, taskId: string, lanes: number): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select from swath.bulk_chunks where task_id = ${taskId} and done_at is null limit ${lanes}::int) as chunk`);
  return row?.n ?? 0;
}
