import type { TableDef } from "@/lib/tables/define-table";
import type { Filter } from "@/lib/tables/model/filter";

/** The table page with nothing but this record, opened beside it with its history. */
export function recordHref({ name, primaryKey }: Pick<TableDef, "name" | "primaryKey">, id: string): string {
  const value = primaryKey.min === null ? id : Number(id);
  const filter: Filter = { join: "and", rules: [{ column: primaryKey.id, operator: "is", value }] };
  return `/tables/${name}?${new URLSearchParams({ filter: JSON.stringify(filter), record: id })}`;
}

/** The history of a record that is no longer there: beside all others, since no filter finds it. */
export function deletedHref({ name }: Pick<TableDef, "name">, id: string): string {
  return `/tables/${name}?${new URLSearchParams({ record: id })}`;
}
