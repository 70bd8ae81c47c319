import type { ClipboardCell } from "./copied-range";
import { parseText } from "./parse-text";
import { tableCells } from "./table-cells";

/**
 * What lies on the clipboard, as cells. A table decides, with its exact values where it came from one of ours; its plain
 * text has the cells as they were written, and counts where it has as many of them. Without a table only tabs separate.
 */
export function readCells(plain: string, html: string): ClipboardCell[][] {
  const table = tableCells(html);
  if (!table && plain === "") return [];
  const texts = parseText(plain);
  if (!table) return texts.map((row) => row.map((text) => ({ text })));
  const alike = texts.length === table.length && texts.every((row, r) => row.length === table[r]?.length);
  return alike ? table.map((row, r) => row.map((cell, c) => ({ ...cell, text: texts[r]?.[c] ?? cell.text }))) : table;
}
