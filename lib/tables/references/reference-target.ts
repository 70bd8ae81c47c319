import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { referenceOf } from "./reference-of";
import { findTable } from "@/lib/tables/registry";
import { viewableTable } from "@/lib/tables/table-for";

/**
 * The declared table that a foreign key refers to, and the column that it holds, for an actor who may see both tables.
 * @throws AppError UNKNOWN_TABLE, UNKNOWN_COLUMN, INVALID (no foreign key, or not of a declared table), FORBIDDEN
 */
export function referenceTarget(ctx: Ctx, table: string, id: string): { target: TableDef; key: ColumnDef } {
  const from = viewableTable(ctx.actor, table);
  const column = from.column(id);
  const declared = column.references && findTable(column.references.table);
  if (declared) assertRole(ctx.actor, declared.access.view, `see ${declared.label}`);
  const reference = referenceOf(ctx.actor, column);
  if (!reference) throw new AppError("INVALID", `${column.label} does not refer to a declared table.`);
  return reference;
}
