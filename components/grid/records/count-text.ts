import { about, number } from "@/lib/model/locale";

export interface MatchCount {
  count: number;
  exact: boolean;
}

/** "135,233" where it is exact, else "about 1.2 million". */
export const countText = ({ count, exact }: MatchCount): string => (exact ? number(count) : about(count));
