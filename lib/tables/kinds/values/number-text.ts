/** Thousands in threes, by one mark throughout: "1,234,567.8", "12 000", "1'234.50". */
const GROUPED = /^[+-]?\d{1,3}([, '’\u00a0\u202f])\d{3}(\1\d{3})*(\.\d*)?$/;

/**
 * Digits as the server takes them, straight out of a sheet of figures: "1,234.5" means 1234.5, and a real minus sign
 * is one. "1234,56" is no such number: without its comma it would become a hundred times as much, so it stays as it is
 * and is refused. Stays text, so that long decimals and bigints lose nothing; null where nothing is left.
 */
export function numberText(typed: string): string | null {
  const text = typed.trim().replace(/^−/, "-");
  if (text === "") return null;
  return GROUPED.test(text) ? text.replace(/[, '’\u00a0\u202f]/g, "") : text;
}
