import { and, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { tableSettings } from "@/lib/db/schema/table-settings";
import type { TableDef } from "@/lib/tables/table-def";

export interface TableLimits {
  lanes: number;
  maxRecordsPerSecond: number | null;
}

const LIMITS = ["bulk.lanes", "bulk.maxRecordsPerSecond"];

/**
 * The limits that a new task of the table gets: what its file says, else what an admin has set, else the default. Asked of
 * the database at that moment, since another process may have been told of a change that this one has yet to read.
 */
export async function tableLimits(db: Db | Tx, table: TableDef): Promise<TableLimits> {
  const { lanes, maxRecordsPerSecond } = table.bulk;
  const limits: TableLimits = { lanes, maxRecordsPerSecond };
  const open = LIMITS.filter((name) => !table.fixed.has(name));
  if (open.length === 0) return limits;
  const rows = await db
    .select()
    .from(tableSettings)
    .where(and(eq(tableSettings.tableName, table.name), inArray(tableSettings.setting, open)));
  for (const { setting, value } of rows) {
    const number = typeof value === "number" ? value : null;
    if (setting === "bulk.maxRecordsPerSecond") limits.maxRecordsPerSecond = number;
    else limits.lanes = number ?? lanes;
  }
  return limits;
}
