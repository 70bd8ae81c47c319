import { stringify } from "csv-stringify/sync";

/** Without it, spreadsheets read UTF-8 as something else. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** Rows as CSV (RFC 4180), texts disarmed by `guardFormula`; numbers need no guard. */
export function csvText(rows: (string | number | null)[][]): string {
  // By itself it quotes only whole line ends of the delimiter's kind; a lone one would break the record all the same.
  return stringify(rows, { cast: { string: guardFormula }, record_delimiter: "windows", quoted_match: /[\r\n]/ });
}

/**
 * A spreadsheet runs what begins like a formula, and texts are whatever somebody typed into the table: such cells get
 * an apostrophe in front. Plain numbers stay as they are. See OWASP, “CSV injection”.
 */
export function guardFormula(text: string): string {
  return /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}
