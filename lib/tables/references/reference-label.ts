import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { ColumnDef } from "@/lib/tables/table-def";
import { referenceOf } from "./reference-of";

/**
 * The label of the record that `key` refers to, as SQL: null where that record is out of the actor's scope. Undefined
 * where the column refers to no declared table, or to one that the actor may not see.
 */
export function labelOfReference(actor: Actor, column: ColumnDef, key: SQL): SQL | undefined {
  const reference = referenceOf(actor, column);
  if (!reference) return undefined;
  const { target, key: own } = reference;
  const scope = target.scope(actor);
  // In a query of its own a scope means its own table, also where that refers to itself.
  return sql`(
    select swath_target.label from (
      select ${own.pgColumn} as key, ${target.recordLabel.pgColumn}::text as label
      from ${target.pgTable} ${scope ? sql`where ${scope}` : sql``}) as swath_target
    where swath_target.key = ${key})`;
}
