import type { SheetCell } from "@/lib/files/sheet-cell";
import type { DayFormat } from "./day-format";
import type { SharedTexts } from "./shared-texts";
import type { RawCell } from "./sheet-rows";

export interface CellContext {
  texts: SharedTexts;
  /** By the number of a style. */
  styles: (DayFormat | null)[];
  date1904: boolean;
}

/** From the first day of Excel's calendar of 1900 to that of 1904. */
const DAYS_TO_1904 = 1_462;

/** What a cell holds. A formula counts by the value that was stored with it. */
export function cellOf({ type, text, style, formula }: RawCell, { texts, styles, date1904 }: CellContext): SheetCell {
  if (type === "s") return { kind: "text", text: texts.at(Number(text)) ?? "" };
  if (type === "inlineStr" || type === "str" || type === "d") return { kind: "text", text };
  if (type === "b") return { kind: "boolean", value: text.trim() === "1" || text.trim() === "true" };
  if (type === "e") return { kind: "error", text };
  if (text.trim() === "") return formula ? { kind: "uncomputed" } : { kind: "text", text: "" };
  const format = styles[style];
  const serial = Number(text);
  if (!format || Number.isNaN(serial)) return { kind: "number", text: text.trim() };
  return { kind: "day", serial: date1904 ? serial + DAYS_TO_1904 : serial, format };
}
