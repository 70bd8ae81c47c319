import { z } from "zod";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { itemsAsText, itemsParser } from "@/lib/tables/kinds/values/array-value";
import type { OperandField, OperationSpec } from "@/lib/tables/kinds/kind";
import { valueText } from "@/lib/tables/kinds/values/value";

const ITEMS: OperandField = { name: "items", label: "Items", input: "items" };

type Items = { items: (string | number | boolean)[] };

const parser = (info: ColumnInfo) =>
  z.object({
    items: itemsParser(info)
      .min(1, { error: "Enter at least one item." })
      .transform((items) => [...new Set(items)]),
  });

/** Adds at the end what is not there yet; an empty value becomes the items. Lists in a list stay as they are. */
export const addItems: OperationSpec = {
  op: "addItems",
  label: "add items",
  fields: [ITEMS],
  parser,
  expression: (input, { items }: Items) => {
    const { sql, column, type } = input;
    return sql`(case when array_ndims(${column}) > 1 then ${column} else
      coalesce(${column}, '{}'::${type}) || array(select item from unnest(${itemsAsText(input, items)}::${type}) with ordinality as added(item, n)
        where (array[item]::${type} <@ ${column}) is not true order by n)::${type} end)`;
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
    return sql`(case when array_ndims(${column}) > 1 then ${column} when ${column} is not null then array(
      select item from unnest(${column}) with ordinality as kept(item, n)
      where (array[item]::${type} <@ ${itemsAsText(input, items)}::${type}) is not true order by n)::${type} end)`;
  },
  describe: ({ items }: Items) => `remove ${valueText(items)}`,
};
