import type { Actor } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import { orderOf } from "@/lib/tables/list/keyset";
import { scopedWhere } from "@/lib/tables/list/scoped-query";
import type { ColumnsState, ViewState } from "@/lib/tables/model/view-state";
import type { TableDef } from "@/lib/tables/table-def";

/**
 * Somebody else's view as the actor may see it: without columns that are not theirs; undefined where it filters or sorts by
 * one, since without that it would mean other records.
 */
export function viewFor(actor: Actor, table: TableDef, state: ViewState): ViewState | undefined {
  if (!table.whole) return state;
  return asks(actor, table, state) ? { ...state, columns: ownColumns(table, state.columns) } : undefined;
}

function asks(actor: Actor, table: TableDef, { filter, sort }: ViewState): boolean {
  try {
    scopedWhere(actor, table, { filter });
    orderOf(table, sort);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "UNKNOWN_COLUMN") return false;
    // What else is wrong with it is told when it is opened.
    if (error instanceof AppError) return true;
    throw error;
  }
}

function ownColumns({ columns }: TableDef, { order, hidden, pinned, widths, formats }: ColumnsState): ColumnsState {
  const own = new Set(columns.map(({ id }) => id));
  const listed = (ids: string[] | undefined) => ids?.filter((id) => own.has(id));
  const keyed = <T>(values: Record<string, T> | undefined) =>
    values && Object.fromEntries(Object.entries(values).filter(([id]) => own.has(id)));
  return {
    ...(order && { order: listed(order) }),
    ...(hidden && { hidden: listed(hidden) }),
    ...(pinned && { pinned: listed(pinned) }),
    ...(widths && { widths: keyed(widths) }),
    ...(formats && { formats: keyed(formats) }),
  };
}
