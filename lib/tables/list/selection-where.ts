import { and, type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { TableDef } from "@/lib/tables/define-table";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import { recordKeys } from "@/lib/tables/record/record-keys";
import { scopedWhere } from "./scoped-query";

/** The selection as a condition on the table, always within the actor's scope. */
export function selectionWhere(actor: Actor, table: TableDef, selection: ChosenSelection): SQL | undefined {
  if (selection.kind === "matching") return scopedWhere(actor, table, selection);
  const listed = sql`${table.primaryKey.pgColumn} in ${recordKeys(table, selection.ids)}`;
  return and(scopedWhere(actor, table, {}), listed);
}
