import { AppError } from "@/lib/model/errors";
import type { TableDef } from "./table-def";

// Route bundles and hot reload load this module several times: one registry per process all the same.
const shared = globalThis as unknown as { swathTables?: Map<string, TableDef> };
const tables = (shared.swathTables ??= new Map());

/** All tables, in the order of the sidebar. */
export function allTables(): TableDef[] {
  return [...tables.values()];
}

export function findTable(name: string): TableDef | undefined {
  return tables.get(name);
}

/** The whole table: whoever reads or writes for a person takes it from `table-for.ts`. @throws AppError UNKNOWN_TABLE */
export function getTable(name: string): TableDef {
  const table = tables.get(name);
  if (!table) throw new AppError("UNKNOWN_TABLE", `There is no table “${name}”.`);
  return table;
}

/** Declares a table for the life of the process. */
export function registerTable(table: TableDef): TableDef {
  tables.set(table.name, table);
  return table;
}

/** The tables that the database has now, in place of those that were read before. */
export function replaceTables(gone: Iterable<string>, found: TableDef[]): void {
  for (const name of gone) tables.delete(name);
  for (const table of found) tables.set(table.name, table);
}
