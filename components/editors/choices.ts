import { yesNo } from "@/lib/model/yes-no";
import { valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import type { ColumnInfo } from "@/lib/tables/model/table-info";

export interface Choice {
  value: string | boolean;
  label: string;
}

const YES_NO: Choice[] = [
  { value: true, label: yesNo(true) },
  { value: false, label: yesNo(false) },
];

/** The values of a column that has but a few; none of every other. */
export function choicesOf({ kind, enumValues }: ColumnInfo): Choice[] {
  return kind === "boolean" ? YES_NO : (enumValues ?? []).map((value) => ({ value, label: value }));
}

/** Those that begin with what was typed; the one that is exactly that comes first. */
export function choicesLike(column: ColumnInfo, typed: string): Choice[] {
  const text = typed.trim().toLowerCase();
  const like = choicesOf(column).filter(({ label }) => label.toLowerCase().startsWith(text));
  const same = like.filter(({ label }) => label.trim() === typed.trim());
  const exact = like.filter(({ label }) => label.toLowerCase() === text);
  return [...new Set([...same, ...exact, ...like])];
}

/** What a typed text means: the first choice that begins so, else what it says at every door. */
export function choiceOfText(column: ColumnInfo, typed: string): unknown {
  return choicesLike(column, typed)[0]?.value ?? valueOfText(column, typed);
}
