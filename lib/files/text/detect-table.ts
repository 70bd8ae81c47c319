import { DELIMITERS, type Delimiter, type FileReading, type Quote } from "@/lib/files/file-reading";
import { separatorLine } from "./csv-options";

/** The line ends of a text, for people: "Windows", "Unix", "old Mac", or several of them. */
export function lineEnds(text: string): string[] {
  const found = new Set(text.match(/\r\n|\n|\r/g));
  const words: [string, string][] = [
    ["\r\n", "Windows"],
    ["\n", "Unix"],
    ["\r", "old Mac"],
  ];
  return words.flatMap(([end, word]) => (found.has(end) ? [word] : []));
}

/** What splits the most lines into the same number of cells, more than one; a `sep=` line says it outright. */
export function detectDelimiter(text: string, quote: Quote): Delimiter {
  const said = DELIMITERS.find((each) => each === separatorLine(text));
  if (said) return said;
  const lines = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, 50);
  const scores = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => outside(line, quote).split(delimiter).length - 1);
    const usual = mostOften(counts.filter((n) => n > 0));
    const agreeing = counts.filter((n) => n === usual).length;
    return { delimiter, score: usual === undefined ? 0 : agreeing * 1_000 + Math.min(usual, 999) };
  });
  return scores.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ",";
}

/** Double quotes, unless only single ones stand where cells begin and end. */
export function detectQuote(text: string): Quote {
  const around = (quote: string) =>
    text.match(new RegExp(`(^|[,;\\t|\\r\\n])${quote}[^${quote}\\r\\n]*${quote}(?=[,;\\t|\\r\\n]|$)`, "g"));
  return !around('"') && (around("'")?.length ?? 0) > 1 ? "'" : '"';
}

/** What numbers and days of the rows say of how they are written; null where they don't, or contradict each other. */
export function detectFormats(rows: string[][], delimiter: Delimiter): Pick<FileReading, "decimalComma" | "dateOrder"> {
  const cells = rows.flat().map((cell) => cell.trim());
  const [comma, point] = [COMMA, POINT].map((form) => cells.some((cell) => form.test(cell)));
  const [first, second] = [1, 2].map((part) => cells.some((cell) => Number(SLASHED.exec(cell)?.[part]) > 12));
  return {
    decimalComma:
      comma === point ? (comma || cells.some((cell) => EITHER.test(cell)) ? null : delimiter === ";") : comma === true,
    dateOrder: first === second ? null : first ? "dmy" : "mdy",
  };
}

const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b/;
/** Numbers that leave no choice: not three digits behind the mark, or two marks. */
const COMMA = /^[-+(]?\p{Sc}? ?(\d+,(\d{1,2}|\d{4,})|\d{1,3}(\.\d{3})+,\d*|0,\d+)( ?[\p{Sc}%])?\)?$/u;
const POINT = /^[-+(]?\p{Sc}? ?(\d+\.(\d{1,2}|\d{4,})|\d{1,3}(,\d{3})+\.\d*|0\.\d+)( ?[\p{Sc}%])?\)?$/u;
const EITHER = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/;

/** Marks for empty that are hardly ever a value. */
const MARKS = ["\\N", "NULL", "#N/A"];

/** Those of the marks for empty that the rows have. */
export function detectMarks(rows: string[][]): string[] {
  const cells = new Set(rows.flat());
  return MARKS.filter((mark) => cells.has(mark));
}

function outside(line: string, quote: Quote): string {
  return quote === "" ? line : line.replace(new RegExp(`${quote}[^${quote}]*${quote}`, "g"), "");
}

function mostOften(counts: number[]): number | undefined {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0];
}
