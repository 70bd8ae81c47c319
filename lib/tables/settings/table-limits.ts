import { eq } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import { tableSettings } from "@/lib/db/schema/table-settings";
import type { TableDef } from "@/lib/tables/table-def";

export interface TableLimits {
  lanes: number;
  maxRecordsPerSecond: number | null;
}

/** The limits that a new task of the table gets: what an admin has set, else what the table declares. */
export async function tableLimits(db: Db | Tx, table: TableDef): Promise<TableLimits> {
  const rows = await db.select().from(tableSettings).where(eq(tableSettings.tableName, table.name));
  const { lanes, maxRecordsPerSecond } = table.bulk;
  const limits: TableLimits = { lanes, maxRecordsPerSecond };
  for (const { setting, value } of rows) {
    if (setting === "maxRecordsPerSecond") limits.maxRecordsPerSecond = value;
    else limits.lanes = value ?? lanes;
  }
  return limits;
}
