/**
 * Pasted text as rows of cells, as spreadsheets put it on the clipboard: tabs separate, and nothing else. A comma may stand
 * in any text: a column of "Portland, Oregon" is one column.
 */
export function parseText(text: string): string[][] {
  // Spreadsheets end their last row as well.
  return split(text.replace(/\r\n?/g, "\n").replace(/\n$/, ""));
}

/** RFC 4180 with tabs; a quote inside of an unquoted cell is just a quote. */
function split(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] as string;
    const opens = c === '"' && cell === "" && closes(text, i);
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (quoted && c === '"') quoted = false;
    else if (quoted) cell += c;
    else if (opens) quoted = true;
    else if (c === "\t") endCell();
    else if (c === "\n") {
      endCell();
      rows.push([]);
    } else cell += c;
  }
  endCell();
  return rows;
}

/** Whether the quote that opens here is closed at the end of a cell: otherwise it is part of the text. */
function closes(text: string, from: number): boolean {
  for (let i = from + 1; i < text.length; i += 1) {
    if (text[i] !== '"') continue;
    if (text[i + 1] === '"') i += 1;
    else return i + 1 === text.length || text[i + 1] === "\n" || text[i + 1] === "\t";
  }
  return false;
}
