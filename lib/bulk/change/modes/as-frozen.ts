import { type SQL, sql } from "drizzle-orm";
import type { ConflictPolicy } from "@/lib/bulk/model/policies";
import type { TableDef } from "@/lib/tables/table-def";

/** The record has the row version that it had when it was frozen, or that does not matter. */
export function asFrozen(table: TableDef, conflictPolicy: ConflictPolicy): SQL {
  return conflictPolicy === "overwrite" ? sql`true` : sql`${table.pgTable}.xmin = swath_slice.version`;
}
