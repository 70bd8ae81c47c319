import { z } from "zod";
import { arrayLiteral } from "@/lib/tables/kinds/codecs/array-literal";
import { judgeItem, listRule, MAX_ITEMS, NO_LIST, TOO_MANY_ITEMS } from "@/lib/tables/kinds/rules/list-rule";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ExpressionInput } from "@/lib/tables/kinds/kind";
import { parserOf, ruled, type ValueSpec } from "./value";

/** Items to look for, to add or to take away. */
export const itemsParser = (info: ColumnInfo) =>
  z
    .array(
      parserOf((item) => judgeItem(item, info)),
      { error: NO_LIST },
    )
    .max(MAX_ITEMS, { error: TOO_MANY_ITEMS });

/** Items as `text[]`: one parameter, however many they are. */
export function itemsAsText({ sql }: ExpressionInput, items: readonly unknown[]) {
  const json = JSON.stringify(items.map(String));
  return sql`array(select item from jsonb_array_elements_text(${json}::text::jsonb) with ordinality as given(item, n) order by n)`;
}

export const arrayValue: ValueSpec = {
  parser: ruled(listRule),
  toSql: ({ sql, type }, value) => sql`${arrayLiteral(value as unknown[])}::text::${type}`,
};
