import { z } from "zod";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { itemsAsText, itemsParser } from "@/lib/tables/kinds/values/array-value";
import type { OperandField, OperationSpec } from "@/lib/tables/kinds/kind";
import { valueText } from "@/lib/tables/kinds/values/value";

const ITEMS: OperandField = { name: "items", label: "Items", input: "items" };

type Items = { items: (string | number)[] };

const parser = (info: ColumnInfo) =>
  z.object({
    items: itemsParser(info)
      .min(1, { error: "Enter at least one item." })
      .transform((items) => [...new Set(items)]),
  });

/** Adds at the end what is not there yet; an empty value becomes the items. */
export const addItems: OperationSpec = {
  op: "addItems",
  label: "add items",
  fields: [ITEMS],
  parser,
  expression: (input, { items }: Items) => {
    const { sql, column, type } = input;
    return sql`(coalesce(${column}, '{}'::${type}) || array(select item from unnest(${itemsAsText(input, items)}) with ordinality as added(item, n)
      where (item = any(${column}::text[])) is not true order by n)::${type})`;
  },
  describe: ({ items }: Items) => `add ${valueText(items)}`,
};

export const removeItems: OperationSpec = {
  op: "removeItems",
  label: "remove items",
  fields: [ITEMS],
  parser,
  expression: (input, { items }: Items) => {
    const { sql, column, type } = input;
    return sql`(case when ${column} is not null then array(select item from unnest(${column}) with ordinality as kept(item, n)
      where (item::text = any(${itemsAsText(input, items)})) is not true order by n)::${type} end)`;
  },
  describe: ({ items }: Items) => `remove ${valueText(items)}`,
};
