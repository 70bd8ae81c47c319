import { type Actor, hasRole } from "@/lib/model/actor";
import type { ColumnDef, TableDef } from "./table-def";

type Whole = Pick<TableDef, "key" | "access">;

/** A record's id is made of its key, and stands in addresses, histories and outcomes: who sees records sees it. */
export function mayViewColumn(actor: Pick<Actor, "role">, { key }: Whole, column: ColumnDef): boolean {
  return !column.access.view || key.columns.includes(column) || hasRole(actor, column.access.view);
}

/**
 * As far as roles go: whether anybody can edit it says `editable`.
 * @param table the whole of it, with this column
 */
export function mayEditColumn(actor: Pick<Actor, "role">, table: Whole, column: ColumnDef): boolean {
  return (
    mayViewColumn(actor, table, column) &&
    hasRole(actor, table.access.edit) &&
    (!column.access.edit || hasRole(actor, column.access.edit))
  );
}
