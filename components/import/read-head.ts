import type { ImportSpec } from "@/lib/bulk/import/import-spec";

/** What the beginning of a file says about it. */
export interface FileHead {
  header: string[];
  /** The first rows below the header. */
  rows: string[][];
  delimiter: ImportSpec["delimiter"];
  encoding: ImportSpec["encoding"];
  decimalComma: boolean;
}

const HEAD_BYTES = 65_536;
const SHOWN_ROWS = 3;
const DELIMITERS: ImportSpec["delimiter"][] = [",", ";", "\t", "|"];

/** Looks at the first 64 kB of a file: its encoding, what separates its cells, header and first rows. @throws Error */
export async function readHead(file: File, chosen?: ImportSpec["delimiter"]): Promise<FileHead> {
  // Only those who import load the parser.
  const { parse } = await import("csv-parse/browser/esm/sync");
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const whole = bytes.length === file.size;
  const { text, encoding } = decode(bytes, whole);
  const delimiter = chosen ?? delimiterOf(text);
  // What is cut off in the middle is no row.
  const head = whole ? text : text.slice(0, text.lastIndexOf("\n") + 1);
  const options = { delimiter, bom: true, relax_column_count: true, relax_quotes: true, to: SHOWN_ROWS + 1 };
  const [header = [], ...rows] = parse(head, options);
  const decimalComma = rows.flat().some((cell) => /^-?\d+,\d+$/.test(cell)) && delimiter === ";";
  return { header, rows, delimiter, encoding, decimalComma };
}

function decode(bytes: Uint8Array, whole: boolean): { text: string; encoding: ImportSpec["encoding"] } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  try {
    // A streaming decoder keeps the half of a character at the cut to itself.
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: !whole }), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}

/** What splits the first line into the most cells. */
function delimiterOf(text: string): ImportSpec["delimiter"] {
  const [line = ""] = text.split(/\r\n|\n|\r/, 1);
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, n: line.split(delimiter).length }));
  return counts.toSorted((a, b) => b.n - a.n)[0]?.delimiter ?? ",";
}
