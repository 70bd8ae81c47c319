import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { getTable } from "@/lib/tables/registry";
import { referenceOf } from "./reference-of";

/**
 * The declared table that a foreign key refers to, and the column that it holds, for an actor who may see both tables.
 * @throws AppError UNKNOWN_TABLE, UNKNOWN_COLUMN, INVALID (no foreign key, or not of a declared table), FORBIDDEN
 */
export function referenceTarget(ctx: Ctx, table: string, id: string): { target: TableDef; key: ColumnDef } {
  const from = getTable(table);
  assertRole(ctx.actor, from.access.view, `see ${from.label}`);
  const column = from.column(id);
  const reference = referenceOf(column);
  if (!reference) throw new AppError("INVALID", `${column.label} does not refer to a declared table.`);
  assertRole(ctx.actor, reference.target.access.view, `see ${reference.target.label}`);
  return reference;
}
