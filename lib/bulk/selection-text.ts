import { filterText } from "@/lib/tables/filter-text";
import type { TableInfo } from "@/lib/tables/table-info";
import type { GivenSelection } from "./selection";

/** A selection in words, as tasks and the bulk sheet show it: "country is US, 2 excluded". */
export function selectionText(table: TableInfo, selection: GivenSelection): string {
  if (selection.kind === "records") {
    const n = new Set(selection.ids).size;
    return n === 1 ? "1 selected record" : `${n.toLocaleString("en-US")} selected records`;
  }
  const parts = [
    filterText(table, selection.filter),
    selection.search ? `search “${selection.search}”` : "",
    selection.exceptIds.length > 0 ? `${selection.exceptIds.length.toLocaleString("en-US")} excluded` : "",
  ].filter(Boolean);
  return parts.join(", ") || "all records";
}
