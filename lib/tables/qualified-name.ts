import { getTableConfig } from "drizzle-orm/pg-core";
import type { TableDef } from "./table-def";

/** The table's name, quoted and with its schema, as `regclass` reads it. */
export function qualifiedName({ pgTable }: Pick<TableDef, "pgTable">): string {
  const { schema, name } = getTableConfig(pgTable);
  return schema ? `${quoted(schema)}.${quoted(name)}` : quoted(name);
}

/** A name as an SQL identifier. */
export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
