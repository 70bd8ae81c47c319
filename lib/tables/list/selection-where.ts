import { and, type SQL } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { TableDef } from "@/lib/tables/table-def";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import { scopedWhere } from "./scoped-query";

/** The selection as a condition on the table, always within the actor's scope. */
export function selectionWhere(actor: Actor, table: TableDef, selection: ChosenSelection): SQL | undefined {
  if (selection.kind === "matching") return scopedWhere(actor, table, selection);
  return and(scopedWhere(actor, table, {}), table.key.in(selection.ids));
}
