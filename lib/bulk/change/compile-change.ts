import { getTableName, type SQL, sql } from "drizzle-orm";
import type { Change } from "@/lib/bulk/model/change";
import type { LiveColumn } from "@/lib/history/live-columns";
import type { Actor } from "@/lib/model/actor";
import type { TableDef } from "@/lib/tables/table-def";
import type { ColumnDefaults } from "./column-defaults";
import type { CompiledChange, UndoSource } from "./compiled-change";
import type { Frozen } from "./modes/as-frozen";
import { compileDelete } from "./modes/delete";
import { compileInsert } from "./modes/insert";
import { compileUndo } from "./modes/undo";
import { compileUpdate } from "./modes/update";
import { compileValues } from "./modes/values";

interface CompileOptions {
  frozen: Frozen;
  undo: UndoSource | null;
  defaults: ColumnDefaults;
  live: LiveColumn[];
}

/**
 * The scope as a statement of ours asks it. Within a query of its own over the row, so that a column which the scope names
 * without its table is the record's, whatever else stands in the statement.
 */
function scopeOf({ scope, pgTable }: TableDef, actor: Actor): SQL {
  const own = scope(actor);
  if (!own) return sql`true`;
  return sql`(select ${own} from (select ${pgTable}.*) as ${sql.identifier(getTableName(pgTable))})`;
}

/** @throws AppError INVALID, CONFLICT (an undo that the table no longer allows) */
export function compileChange(
  table: TableDef,
  actor: Actor,
  change: Change,
  { frozen, undo, defaults, live }: CompileOptions,
): CompiledChange {
  const inScope = scopeOf(table, actor);
  const exact = new Set(live.filter((column) => column.exact).map(({ name }) => name));
  switch (change.kind) {
    case "undo":
      return { ...compileUndo(table, undo, live, exact), inScope };
    case "delete":
      return { ...compileDelete(table, frozen), inScope };
    case "values":
      return { ...compileValues(table, change, frozen, exact), inScope };
    case "insert":
      return { ...compileInsert(table, defaults), inScope };
    case "update":
      return { ...compileUpdate(table, change, frozen, exact), inScope };
  }
}
