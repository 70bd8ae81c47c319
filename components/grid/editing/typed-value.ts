import { choiceOfText } from "@/components/editors/choices";
import { valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

/** How a cell takes what is typed: as its value, as the beginning of one of a few choices, or as a search for a record. */
export function typingOf({ kind, references }: ColumnInfo): "value" | "choice" | "search" {
  if (kind === "boolean" || kind === "enum") return "choice";
  return kind === "foreignKey" && references !== null ? "search" : "value";
}

/** The value that a cell's editor begins with, where typing opened it. A search finds one later. */
export function valueOfTyped(column: ColumnInfo, stored: unknown, typed: string): unknown {
  switch (typingOf(column)) {
    case "search":
      return stored;
    case "choice":
      return choiceOfText(column, typed);
    case "value":
      // A mark between items is none.
      if (column.kind === "array")
        return /[,;]/.test(typed) ? stored : [...(Array.isArray(stored) ? stored : []), typed];
      return valueOfText(column, typed);
  }
}
