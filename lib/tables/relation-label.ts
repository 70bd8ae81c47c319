import { tableName } from "@/lib/catalogue/table-name";
import { qualifiedName, quoted } from "./qualified-name";
import { allTables } from "./registry";
import type { TableDef } from "./table-def";

interface Relation {
  schema: string;
  name: string;
}

/** The table under which Swath knows a relation of the database, if it does. */
export function tableOf(relation: Relation): TableDef | undefined {
  return allTables().find((table) => isRelation(table, relation));
}

/** What people call a relation of the database, whether it is declared or not. */
export function relationLabel(relation: Relation): string {
  return tableOf(relation)?.label ?? tableName(relation);
}

export function isRelation(table: TableDef, { schema, name }: Relation): boolean {
  const path = qualifiedName(table);
  return path === `${quoted(schema)}.${quoted(name)}` || (schema === "public" && path === quoted(name));
}
