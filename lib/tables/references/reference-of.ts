import { type Actor, hasRole } from "@/lib/model/actor";
import { findTable } from "@/lib/tables/registry";
import { tableFor } from "@/lib/tables/table-for";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";

/**
 * The table that a foreign key refers to, as the actor has it, and the column of it that the key holds. Undefined where the
 * actor may see none of that: the key is then a value like any.
 */
export function referenceOf(actor: Actor, { references }: ColumnDef): { target: TableDef; key: ColumnDef } | undefined {
  const declared = references && findTable(references.table);
  if (!declared || !hasRole(actor, declared.access.view)) return undefined;
  const target = tableFor(actor, declared);
  const key = target.columns.find(({ id }) => id === references?.column);
  return key && { target, key };
}
