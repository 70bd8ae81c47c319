import type { PostgresError } from "@/lib/db/postgres-error";
import { isRelation, relationLabel } from "./relation-label";
import type { TableDef } from "./table-def";

/**
 * The label of the table whose records refer to the one that was refused; undefined where it is the record itself that
 * refers to nothing. Postgres says it in its own language only, but a reference that another table breaks is broken by us.
 */
export function referringTable({ code, schema, table: name, detail = "" }: PostgresError, table: TableDef) {
  if (!schema || !name || !code.startsWith("23")) return undefined;
  const relation = { schema, name };
  if (/is not present/.test(detail)) return undefined;
  if (!/still referenced/.test(detail) && isRelation(table, relation)) return undefined;
  return relationLabel(relation);
}
