/** The language of the pages. Numbers, dates and plurals follow it; a translation begins here and at the `…-words` files. */
export const LOCALE = "en";

const PLURALS = new Intl.PluralRules(LOCALE);

/** "17,431" */
export const number = (n: number): string => n.toLocaleString(LOCALE);

/** "1 row", "2,000 rows" */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${PLURALS.select(n) === "one" ? one : many}`;
}
