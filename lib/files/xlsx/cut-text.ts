/** Longest text that an Excel cell holds. */
const MOST = 32_767;
const CUT = "… (cut: Excel holds no more)";
const KEPT = MOST - 60;

/** A text as a cell can hold it: of a longer one the beginning, which says so. */
export function cutText(text: string): string {
  return text.length > MOST ? text.slice(0, KEPT) + CUT : text;
}

/** Such a beginning, which must not take the place of the whole text. */
export function isCut(text: string): boolean {
  return text.length === KEPT + CUT.length && text.endsWith(CUT);
}
