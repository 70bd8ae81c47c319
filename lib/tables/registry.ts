import { AppError } from "@/lib/model/errors";
import { catalog } from "./catalog/index";
import type { TableDef } from "./table-def";

const tables = new Map<string, TableDef>(catalog.map((table) => [table.name, table]));

/** Declared tables in the order of the catalog. */
export function allTables(): TableDef[] {
  return [...tables.values()];
}

export function findTable(name: string): TableDef | undefined {
  return tables.get(name);
}

/** @throws AppError UNKNOWN_TABLE */
export function getTable(name: string): TableDef {
  const table = tables.get(name);
  if (!table) throw new AppError("UNKNOWN_TABLE", `There is no table “${name}”.`);
  return table;
}

/** For tests of the engine: declares a table for the life of the process. */
export function registerTable(table: TableDef): TableDef {
  tables.set(table.name, table);
  return table;
}
