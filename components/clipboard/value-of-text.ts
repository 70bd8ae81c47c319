import { numberText } from "@/components/editors/number-text";
import type { ColumnInfo } from "@/lib/tables/table-info";

/**
 * A pasted text as the column's editor would give it; what is no such value stays text, and the column's parser then
 * says so. Empty text empties the cell.
 */
export function valueOfText(column: ColumnInfo, text: string): unknown {
  const trimmed = text.trim();
  if (column.kind === "text" || column.kind === "longText") {
    return text === "" && column.nullable ? null : text;
  }
  if (trimmed === "") return column.kind === "array" && !column.nullable ? [] : null;
  switch (column.kind) {
    case "integer":
    case "decimal":
      return numberOf(trimmed);
    case "boolean":
      return YES.has(trimmed.toLowerCase()) ? true : NO.has(trimmed.toLowerCase()) ? false : trimmed;
    case "enum":
      return column.enumValues?.find((value) => value.toLowerCase() === trimmed.toLowerCase()) ?? trimmed;
    case "date":
      // Spreadsheets know no days, only midnights.
      return trimmed.replace(/[T ]00:00(:00(\.0+)?)?$/, "");
    case "timestamp":
      // Without a zone it is UTC: the clock of the cells.
      return column.withTimeZone && /\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(trimmed) && !/[+-]\d{2}:\d{2}$/.test(trimmed)
        ? `${trimmed}Z`
        : trimmed;
    case "array":
      return itemsOf(trimmed);
    case "json":
      return jsonOf(trimmed);
    default:
      return trimmed;
  }
}

const YES = new Set(["yes", "true", "1", "y", "x"]);
const NO = new Set(["no", "false", "0", "n"]);

/** "1,234.5" is what `numberText` makes of it; "1.234,5" would become something else in silence and stays text. */
function numberOf(text: string): string | null {
  return /\.\d*,/.test(text) ? text : numberText(text);
}

function itemsOf(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((item) => item.trim())
    .filter(Boolean);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
