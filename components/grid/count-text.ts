import { LOCALE, number } from "@/lib/locale";

export interface MatchCount {
  count: number;
  exact: boolean;
}

/** "135,233" where it is exact, else "about 1.2 million": two digits are all that an estimate knows. */
export function countText({ count, exact }: MatchCount): string {
  if (exact) return number(count);
  const notation = count >= 995_000 ? "compact" : "standard";
  return `about ${count.toLocaleString(LOCALE, { notation, compactDisplay: "long", maximumSignificantDigits: 2 })}`;
}
