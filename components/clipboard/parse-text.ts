/**
 * Pasted text as rows of cells: tab separated as spreadsheets put it on the clipboard, or CSV with commas or semicolons.
 * A single line without tabs is one value, whatever it contains.
 */
export function parseText(text: string): string[][] {
  // Spreadsheets end their last row as well.
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  return split(body, delimiterOf(body));
}

function delimiterOf(text: string): string | null {
  if (text.includes("\t")) return "\t";
  for (const delimiter of [";", ","]) {
    const widths = new Set(split(text, delimiter).map((row) => row.length));
    const [width = 1] = widths;
    if (widths.size === 1 && width > 1 && text.includes("\n") && !isOnlyNumbers(text)) return delimiter;
  }
  return null;
}

/** "1,234\n5,678" is a column of two numbers. */
function isOnlyNumbers(text: string): boolean {
  return text.split("\n").every((line) => /^\s*[-−+]?\d{1,3}(,\d{3})+(\.\d+)?\s*$/.test(line));
}

/** RFC 4180, with any delimiter; a quote inside of an unquoted cell is just a quote. */
function split(text: string, delimiter: string | null): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] as string;
    const opens = c === '"' && cell === "" && closes(text, i, delimiter);
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (quoted && c === '"') quoted = false;
    else if (quoted) cell += c;
    else if (opens) quoted = true;
    else if (c === delimiter) endCell();
    else if (c === "\n") {
      endCell();
      rows.push([]);
    } else cell += c;
  }
  endCell();
  return rows;
}

/** Whether the quote that opens here is closed at the end of a cell: otherwise it is part of the text. */
function closes(text: string, from: number, delimiter: string | null): boolean {
  for (let i = from + 1; i < text.length; i += 1) {
    if (text[i] !== '"') continue;
    if (text[i + 1] === '"') i += 1;
    else return i + 1 === text.length || text[i + 1] === "\n" || text[i + 1] === delimiter;
  }
  return false;
}
