import { type SQL, sql } from "drizzle-orm";
import { toJson, typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef } from "@/lib/tables/table-def";

/** A captured literal as JSON, as the column's values are read. */
export function typedLiteral(column: ColumnDef, text: SQL): SQL {
  return toJson(column, sql`(${text})::${typeOf(column)}`);
}
