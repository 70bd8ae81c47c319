import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { findTable } from "@/lib/tables/registry";

/** The declared table that a foreign key refers to, and the column of it that the key holds; whoever may see it. */
export function referenceOf({ references }: ColumnDef): { target: TableDef; key: ColumnDef } | undefined {
  const target = references && findTable(references.table);
  const key = target?.columns.find(({ id }) => id === references?.column);
  return target && key ? { target, key } : undefined;
}
