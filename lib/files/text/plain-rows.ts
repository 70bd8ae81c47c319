import type { FileReading } from "@/lib/files/file-reading";

/** Longer rows are left to the parser that knows how long one may be. */
const MOST_CHARACTERS = 100_000;
const [LINE_FEED, RETURN] = [10, 13];

/** Where the row goes on beyond what has arrived, and where it is not plain. */
const [MORE, ODD] = [-1, -2];

/**
 * The rows of a text while it arrives, as csv-parse reads them by `csvOptions`, in a fraction of its time: nothing here
 * looks at a character twice. It knows files as programs write them; from the first row on that is none such (a quote that
 * never closes, or with something behind it) all the rest is for csv-parse. Its cells hold on to the text that they
 * were cut from.
 */
export class PlainRows {
  /** What it leaves to csv-parse: the text from the beginning of a row on. */
  odd: string | undefined;
  #text = "";
  #isBegun = false;
  readonly #delimiter: number;
  readonly #quote: string;
  readonly #quoteCode: number;

  constructor({ delimiter, quote }: Pick<FileReading, "delimiter" | "quote">) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quote;
    this.#quoteCode = quote === "" ? -1 : quote.charCodeAt(0);
  }

  /** The rows that are whole by now. @param isLast nothing follows */
  read(piece: string, isLast = false): string[][] {
    let text = this.#text + piece;
    if (!this.#isBegun && text !== "") {
      this.#isBegun = true;
      if (text.startsWith("\uFEFF")) text = text.slice(1);
    }
    const rows: string[][] = [];
    let at = 0;
    while (at < text.length) {
      const row: string[] = [];
      const next = this.#readRow(text, at, isLast, row);
      if (next === ODD || (next === MORE && text.length - at > MOST_CHARACTERS)) {
        this.odd = text.slice(at);
        return rows;
      }
      if (next === MORE) break;
      rows.push(row);
      at = next;
    }
    this.#text = text.slice(at);
    return rows;
  }

  /** Where the next row begins. */
  #readRow(text: string, from: number, isLast: boolean, cells: string[]): number {
    let at = from;
    for (;;) {
      const end =
        text.charCodeAt(at) === this.#quoteCode
          ? this.#readQuoted(text, at + 1, isLast, cells)
          : this.#readBare(text, at, cells);
      if (end < 0) return end;
      if (end >= text.length) return isLast ? end : MORE;
      const mark = text.charCodeAt(end);
      if (mark === LINE_FEED) return end + 1;
      if (mark === RETURN && end + 1 === text.length && !isLast) return MORE;
      if (mark === RETURN) return text.charCodeAt(end + 1) === LINE_FEED ? end + 2 : end + 1;
      if (mark !== this.#delimiter) return ODD;
      at = end + 1;
    }
  }

  /** Where the cell ends. A quote within it is a character like others. */
  #readBare(text: string, from: number, cells: string[]): number {
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === this.#delimiter || code === LINE_FEED || code === RETURN) break;
    }
    cells.push(text.slice(from, at));
    return at;
  }

  /** Where it ends, its closing quote included. */
  #readQuoted(text: string, from: number, isLast: boolean, cells: string[]): number {
    const quote = this.#quote;
    let doubled = false;
    let at = text.indexOf(quote, from);
    while (at >= 0 && text.charCodeAt(at + 1) === this.#quoteCode) {
      doubled = true;
      at = text.indexOf(quote, at + 2);
    }
    if (at < 0) return isLast ? ODD : MORE;
    const cell = text.slice(from, at);
    cells.push(doubled ? cell.replaceAll(quote + quote, quote) : cell);
    return at + 1;
  }
}
