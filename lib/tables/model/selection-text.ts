import { counted, number } from "@/lib/model/locale";
import { filterText } from "./filter-text";
import type { TableInfo } from "./table-info";
import type { ChosenSelection } from "./selection";

/** A selection in words, as tasks and the bulk sheet show it: "country is US, 2 excluded". */
export function selectionText(table: TableInfo, selection: ChosenSelection): string {
  if (selection.kind === "records") {
    return counted(new Set(selection.ids).size, "selected record");
  }
  const parts = [
    filterText(table, selection.filter),
    selection.search ? `search “${selection.search}”` : "",
    selection.exceptIds.length > 0 ? `${number(selection.exceptIds.length)} excluded` : "",
  ].filter(Boolean);
  return parts.join(", ") || "all records";
}
