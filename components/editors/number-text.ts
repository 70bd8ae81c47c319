/**
 * Digits as the server takes them, straight out of a sheet of figures: "1,234.5" means 1234.5, and a real minus sign
 * is one. Stays text, so that long decimals and bigints lose nothing; null where nothing is left.
 */
export function numberText(typed: string): string | null {
  const digits = typed.replace(/[\s\u00a0\u202f,]/g, "").replace(/^−/, "-");
  return digits === "" ? null : digits;
}
