import { judge } from "@/lib/tables/kinds/rules/value-problem";
import type { Judged } from "@/lib/tables/kinds/rules/rule";
import type { KindId } from "@/lib/tables/kinds/kind-info";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { booleanCodec, enumCodec } from "./choice-codec";
import { type Codec, PAGE_FORMAT, type TextFormat } from "./codec";
import { jsonCodec } from "./json-codec";
import { listCodec } from "./list-codec";
import { decimalCodec, integerCodec } from "./number-codec";
import { rawCodec, textCodec } from "./text-codec";
import { clockCodec, intervalCodec, rangeCodec } from "./span-codec";
import { dateCodec, timestampCodec } from "./time-codec";

const keyCodec: Codec = { read: (text) => ({ value: text }) };

const CODECS: Record<KindId, Codec> = {
  text: textCodec,
  longText: textCodec,
  integer: integerCodec,
  decimal: decimalCodec,
  boolean: booleanCodec,
  enum: enumCodec,
  date: dateCodec,
  timestamp: timestampCodec,
  uuid: keyCodec,
  foreignKey: keyCodec,
  json: jsonCodec,
  array: listCodec,
  interval: intervalCodec,
  time: clockCodec,
  range: rangeCodec,
  network: keyCodec,
  binary: keyCodec,
  raw: rawCodec,
};

/** Kinds whose texts are taken with the blanks around them; by them a key, or the label in its place, differs from others. */
const WHOLE = new Set<KindId>(["text", "longText", "raw", "foreignKey"]);

/** What a text means, not judged yet. */
function meaning(column: ColumnInfo, text: string, format: TextFormat): Judged {
  const given = WHOLE.has(column.kind) ? text : text.trim();
  return given === "" ? { value: emptyOf(column) } : CODECS[column.kind].read(given, column, format);
}

/**
 * A text as a value of the column, or what is wrong with it, whichever door it came by. A foreign key into a table that
 * is declared may be the label of a record, which the server looks up.
 */
export function readText(column: ColumnInfo, text: string, format: TextFormat = PAGE_FORMAT): Judged {
  const meant = meaning(column, text, format);
  return "problem" in meant || meant.value === null || mayBeLabel(column) ? meant : judge(column, meant.value);
}

/** Whether what `readText` answers for the column is not judged yet. */
export const mayBeLabel = ({ kind, references }: ColumnInfo): boolean => kind === "foreignKey" && Boolean(references);

/** The same where it is judged later, by page and server alike: what makes no sense stays the text that it is. */
export function valueOfText(column: ColumnInfo, text: string, format: TextFormat = PAGE_FORMAT): unknown {
  const meant = meaning(column, text, format);
  return "value" in meant ? meant.value : text;
}

/** What an empty text means. */
export function emptyOf(column: ColumnInfo): unknown {
  return CODECS[column.kind].empty?.(column) ?? null;
}

/** A value as `readText` takes it back, for spreadsheets; null is empty. */
export function copyText(column: ColumnInfo, value: unknown): string {
  if (value === null || value === undefined) return "";
  return CODECS[column.kind].copy?.(value, column) ?? String(value);
}

/** The same for files. */
export function fileText(column: ColumnInfo, value: unknown): string {
  if (value === null || value === undefined) return "";
  return CODECS[column.kind].file?.(value, column) ?? copyText(column, value);
}

/** What the editor of a value begins with. */
export function editText(column: ColumnInfo, value: unknown): string {
  if (value === null || value === undefined) return "";
  return CODECS[column.kind].edit?.(value, column) ?? copyText(column, value);
}

/** Whether two values are the same, however they are written; null and undefined are. */
export function sameValue(column: ColumnInfo, a: unknown, b: unknown): boolean {
  const { canonical = JSON.stringify } = CODECS[column.kind];
  const [one, other] = [a ?? null, b ?? null];
  return one === null || other === null ? one === other : canonical(one) === canonical(other);
}
