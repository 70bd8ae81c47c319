import { cutText } from "@/lib/files/xlsx/cut-text";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { type ExportColumn, exportText } from "./export-columns";
import { STYLE } from "./xlsx-parts";

const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar; before March 1900 it counts a day that never was. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_RIGHT_DAY = 61;

export const SHEET_END = "</sheetData></worksheet>";

export function sheetStart(cells: ExportColumn[]): string {
  const widths = cells.map(
    ({ info }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${Math.max(8, Math.round(info.width / 7))}" customWidth="1"/>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">' +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join("")}</cols><sheetData>`
  );
}

export function headerXml(cells: ExportColumn[]): string {
  return `<row r="1">${cells.map(({ header }, i) => textXml(`${letters(i)}1`, header, STYLE.header)).join("")}</row>`;
}

export function rowXml(cells: ExportColumn[], row: RecordRow, line: number): string {
  const xml = cells.map((cell, i) => cellXml(`${letters(i)}${line}`, cell, cell.valueOf(row))).join("");
  return `<row r="${line}">${xml}</row>`;
}

function cellXml(at: string, cell: ExportColumn, value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  const { info, isLabel } = cell;
  const text = exportText(cell, value);
  if (isLabel) return textXml(at, text);
  if (typeof value === "boolean") return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === "number" || info.kind === "integer" || info.kind === "decimal")
    return isExact(text) ? `<c r="${at}"><v>${text}</v></c>` : textXml(at, text);
  if (info.kind === "date" || info.kind === "timestamp") {
    const day = excelDay(text);
    if (day !== null) return `<c r="${at}" s="${info.kind === "date" ? STYLE.date : STYLE.time}"><v>${day}</v></c>`;
  }
  return textXml(at, text);
}

/** Excel computes with 15 digits and knows no -0: such a number stays a text, so that nothing is lost. */
function isExact(text: string): boolean {
  return /^(?!-0*\.?0*$)-?\d+(\.\d+)?$/.test(text) && text.replace(/^-?0*|\./g, "").length <= 15;
}

/** Instants in UTC. Null where Excel's calendar has no such day, or a time is finer than it computes. */
function excelDay(text: string): number | null {
  if (/\.\d{3}\d*[1-9]/.test(text)) return null;
  const utc = /([zZ]|[+-]\d{2}(:?\d{2})?)$/.test(text.slice(10))
    ? text
    : `${text.slice(0, 10)}T${text.slice(11) || "00:00"}Z`;
  const ms = Date.parse(utc.replace(" ", "T"));
  const day = (ms - EPOCH) / DAY_MS;
  return day >= FIRST_RIGHT_DAY ? Number(day.toFixed(9)) : null;
}

function textXml(at: string, text: string, style = 0): string {
  return `<c r="${at}" t="inlineStr"${style ? ` s="${style}"` : ""}><is><t xml:space="preserve">${escaped(cutText(text))}</t></is></c>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Characters that XML can't hold are written as Excel does, `_x000B_`; what looks like one already is protected. */
export function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000D\u000E-\u001F\uFFFE\uFFFF]/g,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
    )
    .replace(/[&<>]/g, (c) => ENTITIES[c] ?? c);
}

/** 0 → A, 25 → Z, 26 → AA. */
export function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);
}
