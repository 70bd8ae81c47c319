import { sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { TableDef } from "@/lib/tables/table-def";
import type { Change } from "@/lib/bulk/model/change";

/** From this many records on, a delete asks to type the number. */
export const CONFIRM_DELETES_FROM = 100;

/** The number that must be typed before the change is applied: for large deletes, and whenever a table would be emptied. */
export async function confirmNumber(
  db: Db | Tx,
  table: TableDef,
  change: Change,
  total: number,
): Promise<number | null> {
  if (change.kind !== "delete" || total === 0) return null;
  if (total >= CONFIRM_DELETES_FROM) return total;
  const [row] = await db.execute<{ more: boolean }>(
    sql`select exists (select from ${table.pgTable} offset ${total}::int) as more`,
  );
  return row?.more ? null : total;
}
