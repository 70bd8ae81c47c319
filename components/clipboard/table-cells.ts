import type { ClipboardCell } from "./copied-range";

const EMPTY: ClipboardCell = { text: "" };

/** The cells of the first table in a piece of HTML, all rows of one width; null where there is none. */
export function tableCells(html: string): ClipboardCell[][] | null {
  if (!/<table/i.test(html)) return null;
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  const grid: ClipboardCell[][] = [];
  for (const [r, row] of [...table.rows].entries()) {
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r]?.[c]) c += 1;
      // What a merged cell covers is empty, but for its first place.
      for (let down = 0; down < Math.min(cell.rowSpan || 1, table.rows.length - r); down += 1)
        for (let across = 0; across < cell.colSpan; across += 1)
          (grid[r + down] ??= [])[c + across] = down + across === 0 ? cellOf(cell, "swath" in table.dataset) : EMPTY;
    }
    grid[r] ??= [];
  }
  const width = Math.max(0, ...grid.map((row) => row.length));
  return width === 0 ? null : grid.map((row) => Array.from({ length: width }, (_, c) => row[c] ?? EMPTY));
}

function cellOf(cell: HTMLTableCellElement, isOurs: boolean): ClipboardCell {
  // Blanks between words of a page are one; those of our own cells are as they were copied.
  if (!isOurs) for (const text of textsIn(cell)) text.data = text.data.replace(/[ \t\r\n]+/g, " ");
  for (const line of cell.querySelectorAll("br")) line.replaceWith("\n");
  const { swathKind: kind, swathValue: value } = cell.dataset;
  const text = cell.textContent ?? "";
  return {
    text: isOurs ? text : text.replace(/ *\n */g, "\n").trim(),
    exact: isOurs && kind && value ? { kind, value: JSON.parse(value) as unknown } : undefined,
  };
}

function textsIn(cell: Node): Text[] {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}
