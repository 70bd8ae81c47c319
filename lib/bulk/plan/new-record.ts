import type { TableDef } from "@/lib/tables/define-table";
import { canonicalId, isRecordId } from "@/lib/tables/record/record-keys";
import type { FrozenRow } from "./freeze-values";
import { completed, readValues } from "./read-values";

/** A new record under its own key, or else under `key`; without a readable key it has no id and is refused. */
export function newRecord(table: TableDef, values: Record<string, unknown>, key: string | null): FrozenRow {
  const { primaryKey } = table;
  const given = readValues(table, completed(table, { ...values, [primaryKey.id]: values[primaryKey.id] ?? key }));
  const id = given.values ? String(given.values[primaryKey.dbName]) : "";
  return { id: isRecordId(table, id) ? canonicalId(table, id) : null, version: null, given };
}
