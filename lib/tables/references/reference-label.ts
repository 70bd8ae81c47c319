import { type SQL, sql } from "drizzle-orm";
import { type Actor, hasRole } from "@/lib/model/actor";
import type { ColumnDef } from "@/lib/tables/table-def";
import { findTable } from "@/lib/tables/registry";

/**
 * The label of the record that `key` refers to, as SQL: null where that record is out of the actor's scope. Undefined
 * where the column refers to no declared table, or to one that the actor may not see.
 */
export function labelOfReference(actor: Actor, column: ColumnDef, key: SQL): SQL | undefined {
  const target = column.references && findTable(column.references.table);
  const found = target?.columns.find((c) => c.id === column.references?.column);
  if (!target || !found || !hasRole(actor, target.access.view)) return undefined;
  const scope = target.scope(actor);
  // In a query of its own a scope means its own table, also where that refers to itself.
  return sql`(
    select swath_target.label from (
      select ${found.pgColumn} as key, ${target.recordLabel.pgColumn}::text as label
      from ${target.pgTable} ${scope ? sql`where ${scope}` : sql``}) as swath_target
    where swath_target.key = ${key})`;
}
