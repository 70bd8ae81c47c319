/** A typed limit: null where the field is empty, NaN where it holds no number, which the server then refuses in words. */
export function numberOrNull(text: string): number | null {
  const digits = text.replaceAll(/[\s,_’']/g, "");
  return digits === "" ? null : Number(digits);
}
