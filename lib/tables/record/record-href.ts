import type { TableDef } from "@/lib/tables/table-def";
import type { Filter } from "@/lib/tables/model/filter";

/** The table page with nothing but this record, opened beside it with its history. */
export function recordHref({ name, key, columns }: Pick<TableDef, "name" | "key" | "columns">, id: string): string {
  const texts = key.columns.length > 1 ? (JSON.parse(id) as string[]) : [id];
  const rules = key.columns.flatMap((column, i) => {
    const text = texts[i] ?? "";
    if (!columns.includes(column)) return [];
    return [{ column: column.id, operator: "is", value: column.min === null ? text : Number(text) }];
  });
  const filter: Filter = { join: "and", rules };
  return `/tables/${name}?${new URLSearchParams({ filter: JSON.stringify(filter), record: id })}`;
}

/** The history of a record that is no longer there: beside all others, since no filter finds it. */
export function deletedHref({ name }: Pick<TableDef, "name">, id: string): string {
  return `/tables/${name}?${new URLSearchParams({ record: id })}`;
}
