import { isBlank, plainText } from "./cell-text";
import type { FileRow } from "./sheet-cell";

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The first row that is not empty. */
export function firstRow(rows: FileRow[]): number | null {
  return rows.find(({ cells }) => !cells.every(isBlank))?.row ?? null;
}

/**
 * The row that names the columns: the one with the most names that the table knows, else the first that is more than half
 * as wide as the widest. Titles and comments above it are narrower.
 */
export function headerRow(rows: FileRow[], names: string[]): number | null {
  const known = new Set(names.map(plain));
  const filled = rows.map(({ cells }) => cells.filter((cell) => !isBlank(cell)).map(plainText));
  const named = filled.map((texts) => texts.filter((text) => known.has(plain(text))).length);
  const most = Math.max(0, ...named);
  const widest = Math.max(0, ...filled.map((texts) => texts.length));
  const at =
    most > 1 || (most === 1 && widest <= 2)
      ? named.indexOf(most)
      : filled.findIndex((texts) => 2 * texts.length > widest && !texts[0]?.startsWith("#"));
  return rows[at]?.row ?? null;
}
