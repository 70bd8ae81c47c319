import { counted } from "@/lib/model/locale";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { uuidRule } from "./key-rule";
import { integerRule } from "./number-rule";
import type { Judged, Rule } from "./rule";
import { textUpTo } from "./text-rule";

export const MAX_ITEMS = 1_000;
export const NO_LIST = "Must be a list.";
export const TOO_MANY_ITEMS = `Must be at most ${counted(MAX_ITEMS, "item")}.`;

const textItem = textUpTo(1_000);

/** One item of a list. */
export function judgeItem(given: unknown, info: ColumnInfo): Judged<string | number> {
  if (info.itemKind === "uuid") return uuidRule(given, info);
  if (info.itemKind !== "integer") return textItem(given, info);
  return integerRule(given, { ...info, min: info.min ?? -2_147_483_648, max: info.max ?? 2_147_483_647 });
}

export const listRule: Rule<(string | number)[]> = (given, info) => {
  if (!Array.isArray(given)) return { problem: NO_LIST };
  const items: (string | number)[] = [];
  for (const each of given) {
    const judged = judgeItem(each, info);
    if ("problem" in judged) return judged;
    items.push(judged.value);
  }
  return items.length > MAX_ITEMS ? { problem: TOO_MANY_ITEMS } : { value: items };
};
