import { sql } from "drizzle-orm";
import { anyDiffers, type Assignment } from "@/lib/bulk/change/assignment";
import type { CompiledChange } from "@/lib/bulk/change/compiled-change";
import type { ValuesChange } from "@/lib/bulk/model/change";
import { literal, typeOf } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/table-def";
import { asFrozen, type Frozen } from "./as-frozen";

const unchecked = sql`(swath_slice.version = '0'::xid and swath_slice.content is null)`;

/**
 * A change whose values stand per record beside the frozen ids. A column that a record says nothing about keeps its
 * value; a record without a version (xid 0 and no content) is written whatever happened to it meanwhile.
 */
export function compileValues(
  table: TableDef,
  change: ValuesChange,
  frozen: Frozen,
  exact: ReadonlySet<string>,
): Omit<CompiledChange, "inScope"> {
  const given = change.columns.map((id) => table.column(id));
  const assignments = given.map((column, i): Assignment => {
    const next = sql`(case when swath_slice.given ? ${literal(column.dbName)}
      then swath_slice.${sql.raw(`v${i}`)} else ${column.pgColumn} end)::${typeOf(column)}`;
    return { column, next, fits: undefined, safeNext: next };
  });
  return {
    mode: "update",
    assignments,
    guard: sql`swath_slice.refused is null and (${unchecked} or ${asFrozen(table, frozen)})`,
    ...anyDiffers(assignments, exact),
    undo: null,
    given,
  };
}
