import type { RepeatedChange } from "@/lib/bulk/model/repeatable";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { ColumnDraft } from "@/components/bulk/change/column-draft";

/** A change that was asked for before, as far as its columns can still be edited. */
export function draftsOf(table: TableInfo, change: RepeatedChange): ColumnDraft[] {
  if (change.kind === "delete") return [];
  return Object.entries(change.columns)
    .filter(([id]) => table.columns.some((column) => column.id === id && column.editable))
    .map(([column, { op, ...operands }]) => ({ column, op, operands }));
}
