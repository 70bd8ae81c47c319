import { yesNo } from "@/lib/model/yes-no";
import { numberText } from "@/lib/tables/kinds/values/number-text";
import { dateText, timestampText } from "@/lib/tables/kinds/values/time-text";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

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
      return numberText(trimmed);
    case "boolean":
      return YES.has(trimmed.toLowerCase()) ? true : NO.has(trimmed.toLowerCase()) ? false : trimmed;
    case "enum":
      return column.enumValues?.find((value) => value.toLowerCase() === trimmed.toLowerCase()) ?? trimmed;
    case "date":
      return dateText(trimmed);
    case "timestamp":
      return timestampText(trimmed, column.withTimeZone);
    case "array":
      return itemsOf(trimmed);
    case "json":
      return jsonOf(trimmed);
    default:
      return trimmed;
  }
}

const YES = new Set<string>([yesNo(true), "true", "1", "y", "x"]);
const NO = new Set<string>([yesNo(false), "false", "0", "n"]);

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
