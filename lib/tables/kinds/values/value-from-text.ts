import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { numberText } from "./number-text";
import { dateText } from "./time-text";

export type ReadText = { ok: true; value: unknown } | { ok: false; message: string };

export interface TextFormat {
  /** `1.234,5` instead of `1,234.5`. */
  decimalComma?: boolean;
}

/**
 * A value out of text as files and clipboards have it, for the column's own parser: numbers without their grouping,
 * yes and no, lists, JSON. What it can't make sense of it hands on as text, for the parser to refuse. Empty is null.
 */
export function valueFromText(column: ColumnInfo, text: string, format: TextFormat = {}): ReadText {
  if (column.kind === "text" || column.kind === "longText") return read(text === "" ? null : text);
  const trimmed = text.trim();
  if (trimmed === "") return read(null);
  switch (column.kind) {
    case "integer":
    case "decimal":
      return read(number(trimmed, column.kind, format));
    case "boolean":
      return read(BOOLEANS[trimmed.toLowerCase()] ?? trimmed);
    case "enum":
      return read(column.enumValues?.find((value) => value.toLowerCase() === trimmed.toLowerCase()) ?? trimmed);
    case "date":
      return read(dateText(trimmed));
    case "json":
      return json(trimmed);
    case "array":
      return read(items(trimmed));
    default:
      return read(trimmed);
  }
}

const read = (value: unknown): ReadText => ({ ok: true, value });

const BOOLEANS: Record<string, boolean> = {
  true: true,
  yes: true,
  y: true,
  t: true,
  "1": true,
  false: false,
  no: false,
  n: false,
  f: false,
  "0": false,
};

function number(text: string, kind: "integer" | "decimal", { decimalComma = false }: TextFormat): string {
  const pointed = decimalComma ? text.replace(/[.,]/g, (mark) => (mark === "," ? "." : ",")) : text;
  const digits = numberText(pointed) ?? "";
  return kind === "integer" ? digits.replace(/\.0*$/, "") : digits;
}

function json(text: string): ReadText {
  try {
    return read(JSON.parse(text));
  } catch {
    return { ok: false, message: "Must be JSON." };
  }
}

function items(text: string): unknown {
  if (text.startsWith("[")) {
    const list = json(text);
    if (list.ok && Array.isArray(list.value)) return list.value;
  }
  return text.split(",").flatMap((item) => item.trim() || []);
}
