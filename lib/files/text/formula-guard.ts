import { DELIMITERS, type Delimiter } from "@/lib/files/file-reading";

/** Signs and digits only: no spreadsheet computes anything with them. */
const PLAIN = /^[+-]?\d[\d.,]*$/;
const TRIGGERS = "=+\\-@＝＋－＠";
const AT_START = new RegExp(`^'*[${TRIGGERS}\\t\\r\\n]`);

/** Where another spreadsheet, which splits at another separator, would see a new cell begin with a formula. */
const INSIDE = new Map(
  DELIMITERS.map((own) => {
    const others = DELIMITERS.filter((each) => each !== own).join("");
    const number = `[+-]?\\d[\\d.,]*(?=["\\s${others}]|$)`;
    const begins = `[${others}\\r\\n]["\\s]*`;
    return [
      own,
      {
        guard: new RegExp(`(${begins})(?!${number})('*[${TRIGGERS}])`, "g"),
        guarded: new RegExp(`(${begins})'('*[${TRIGGERS}])`, "g"),
      },
    ];
  }),
);

/**
 * A spreadsheet runs what begins like a formula, and texts are whatever somebody typed into the table: such cells get an
 * apostrophe in front. So does what begins like one behind a separator that is not the file's own, or a line end: a
 * spreadsheet of another country splits there. Plain numbers stay as they are. See OWASP, “CSV injection”.
 */
export function guardFormula(text: string, delimiter: Delimiter): string {
  const inner = text.replace(INSIDE.get(delimiter)!.guard, "$1'$2");
  return AT_START.test(text) && !PLAIN.test(text) ? `'${inner}` : inner;
}

/** Takes the apostrophes away again. A text that no guard wrote stays as it is. */
export function unguarded(text: string, delimiter: Delimiter): string {
  if (!text.includes("'")) return text;
  const { guarded } = INSIDE.get(delimiter)!;
  const without = (each: string) => each.replace(guarded, "$1$2");
  const candidates = text.startsWith("'") ? [without(text.slice(1)), without(text)] : [without(text)];
  return candidates.find((each) => guardFormula(each, delimiter) === text) ?? text;
}
