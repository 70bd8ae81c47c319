import { z } from "zod";
import { counted } from "@/lib/model/locale";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ExpressionInput } from "@/lib/tables/kinds/kind";
import { uuidValue } from "./key-value";
import { integerValue } from "./number-value";
import { plainText } from "./text-value";
import type { ValueSpec } from "./value";

const MAX_ITEMS = 1_000;
const MAX_ITEM = 1_000;

export function itemsParser(info: ColumnInfo) {
  const item =
    info.itemKind === "integer"
      ? integerValue.parser({ ...info, min: info.min ?? -2_147_483_648, max: info.max ?? 2_147_483_647 })
      : info.itemKind === "uuid"
        ? uuidValue.parser(info)
        : plainText(MAX_ITEM);
  return z
    .array(item as z.ZodType<string | number>, { error: "Must be a list." })
    .max(MAX_ITEMS, { error: `Must be at most ${counted(MAX_ITEMS, "item")}.` });
}

/** Items as `text[]`: one parameter, however many they are. */
export function itemsAsText({ sql }: ExpressionInput, items: readonly unknown[]) {
  const json = JSON.stringify(items.map(String));
  return sql`array(select item from jsonb_array_elements_text(${json}::text::jsonb) with ordinality as given(item, n) order by n)`;
}

export const arrayValue: ValueSpec = {
  parser: itemsParser,
  toSql: (input, value) => input.sql`${itemsAsText(input, value as unknown[])}::${input.type}`,
};
