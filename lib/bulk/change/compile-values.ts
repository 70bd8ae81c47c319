import { sql } from "drizzle-orm";
import { literal, typeOf } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/table-def";
import { anyDiffers, type Assignment } from "./assignment";
import type { ValuesChange } from "@/lib/bulk/model/change";
import type { CompiledChange } from "./compiled-change";
import type { ConflictPolicy } from "@/lib/bulk/model/policies";

/**
 * A change whose values stand per record beside the frozen ids. A column that a record says nothing about keeps its
 * value; a record without a row version (xid 0, which no row ever has) is written whatever happened to it meanwhile.
 */
export function compileValues(
  table: TableDef,
  change: ValuesChange,
  conflictPolicy: ConflictPolicy,
): Omit<CompiledChange, "inScope"> {
  const assignments = change.columns.map((id): Assignment => {
    const column = table.column(id);
    const next = sql`(case when slice.given ? ${literal(column.dbName)}
      then (slice.becomes).${sql.identifier(column.dbName)} else ${column.pgColumn} end)::${typeOf(column)}`;
    return { column, next, fits: undefined, safeNext: next };
  });
  const asFrozen =
    conflictPolicy === "overwrite"
      ? sql`true`
      : sql`(slice.version = '0'::xid or ${table.pgTable}.xmin = slice.version)`;
  return {
    mode: "update",
    assignments,
    guard: sql`slice.refused is null and ${asFrozen}`,
    ...anyDiffers(assignments),
    historyOf: null,
    given: true,
  };
}
