import { stringify } from "csv-stringify/sync";
import type { Delimiter } from "@/lib/files/file-reading";
import { guardFormula } from "@/lib/files/text/formula-guard";

/** Without it, spreadsheets read UTF-8 as something else. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** Rows as CSV (RFC 4180), texts disarmed by `guardFormula`; numbers need no guard. */
export function csvText(rows: (string | number | null)[][], delimiter: Delimiter = ","): string {
  return stringify(rows, {
    delimiter,
    cast: { string: (text) => guardFormula(text, delimiter) },
    record_delimiter: "windows",
    // By itself it quotes only whole line ends of the delimiter's kind; a lone one would break the record all the same.
    quoted_match: /[\r\n]/,
  });
}
