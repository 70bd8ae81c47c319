import { yesNo } from "@/lib/model/yes-no";
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
  const exact = like.filter(({ label }) => label.toLowerCase() === text);
  return [...new Set([...exact, ...like])];
}

/** What a typed text means; the text itself where it is none of the choices, for the column to refuse. */
export function choiceOfText(column: ColumnInfo, typed: string): unknown {
  return choicesLike(column, typed)[0]?.value ?? typed;
}
