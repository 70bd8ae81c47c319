import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { findTable, getTable } from "@/lib/tables/registry";

/**
 * The declared table that a foreign key refers to, and the column that it holds, for an actor who may see both tables.
 * @throws AppError UNKNOWN_TABLE, UNKNOWN_COLUMN, INVALID (no foreign key, or not of a declared table), FORBIDDEN
 */
export function referenceTarget(ctx: Ctx, table: string, id: string): { target: TableDef; key: ColumnDef } {
  const from = getTable(table);
  assertRole(ctx.actor, from.access.view, `see ${from.label}`);
  const column = from.column(id);
  const target = column.references && findTable(column.references.table);
  const key = target?.columns.find((c) => c.id === column.references?.column);
  if (!target || !key) throw new AppError("INVALID", `${column.label} does not refer to a declared table.`);
  assertRole(ctx.actor, target.access.view, `see ${target.label}`);
  return { target, key };
}
