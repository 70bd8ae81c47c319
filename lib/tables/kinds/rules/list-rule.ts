import { counted } from "@/lib/model/locale";
import { type Codec, PAGE_FORMAT } from "@/lib/tables/kinds/codecs/codec";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { booleanCodec, enumCodec } from "@/lib/tables/kinds/codecs/choice-codec";
import { booleanRule, enumRule } from "./choice-rule";
import { uuidRule } from "./key-rule";
import { decimalRule, integerRule, isBigint } from "./number-rule";
import type { Judged, Rule } from "./rule";
import { textUpTo } from "./text-rule";

export const MAX_ITEMS = 1_000;
export const NO_LIST = "Must be a list.";
export const TOO_MANY_ITEMS = `Must be at most ${counted(MAX_ITEMS, "item")}.`;

/** What Postgres counts to. */
const MAX_DEPTH = 6;

export type ListValue = (string | number | boolean | null | ListValue)[];

const textItem = textUpTo(1_000);

/** One item of a list. */
export function judgeItem(given: unknown, info: ColumnInfo): Judged<string | number | boolean> {
  switch (info.itemKind) {
    case "uuid":
      return uuidRule(given, info);
    case "decimal":
      return decimalRule(given, info);
    case "boolean":
      return judgeRead(given, info, booleanCodec, booleanRule);
    case "enum":
      return judgeRead(given, info, enumCodec, enumRule);
    case "integer":
      return integerRule(given, { ...info, min: info.min ?? -2_147_483_648, max: info.max ?? 2_147_483_647 });
    default:
      return textItem(given, info);
  }
}

/** An editor of lists knows only texts: an item is read as a cell by itself would be. */
function judgeRead<T>(given: unknown, info: ColumnInfo, { read }: Codec, rule: Rule<T>): Judged<T> {
  const meant = typeof given === "string" ? read(given.trim(), info, PAGE_FORMAT) : { value: given };
  return "value" in meant ? rule(meant.value, info) : meant;
}

/** Whose items are read as texts: a JavaScript number would lose digits. */
export const hasTextItems = (info: ColumnInfo): boolean => isBigint(info) || info.itemKind === "decimal";

/** A list as a whole: an item may be nothing, and lists of one length in a list are its rows. */
export const listRule: Rule<ListValue> = (given, info) => {
  if (!Array.isArray(given)) return { problem: NO_LIST };
  const shape = shapeOf(given);
  if (!shape || shape.length > MAX_DEPTH) return { problem: "Lists in a list must be of one length." };
  if (shape.reduce((product, length) => product * length, 1) > MAX_ITEMS) return { problem: TOO_MANY_ITEMS };
  return judgeItems(given, info);
};

function judgeItems(given: unknown[], info: ColumnInfo): Judged<ListValue> {
  const items: ListValue = [];
  for (const each of given) {
    const judged = Array.isArray(each)
      ? judgeItems(each, info)
      : each === null
        ? { value: null }
        : judgeItem(each, info);
    if ("problem" in judged) return judged;
    items.push(judged.value);
  }
  return { value: items };
}

/** How many items there are in each dimension, as Postgres counts them; undefined where that is not the same throughout. */
function shapeOf(list: unknown[]): number[] | undefined {
  const [first, ...rest] = list.map((item) => (Array.isArray(item) ? shapeOf(item) : []));
  if (list.length === 0) return [0];
  if (!first || rest.some((shape) => shape?.join() !== first.join()) || first.includes(0)) return undefined;
  return [list.length, ...first];
}
