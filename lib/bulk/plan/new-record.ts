import type { TableDef } from "@/lib/tables/table-def";
import type { FrozenRow } from "./freeze-values";
import { completed, readValues } from "./read-values";
import type { ReservedKeys } from "./reserve-keys";

/** A new record under its own key, completed from the reserved ones; without a readable key it has no id and is refused. */
export function newRecord(
  table: TableDef,
  values: Record<string, unknown>,
  reserved: ReservedKeys,
  place: number,
): FrozenRow {
  const { key } = table;
  const own = key.columns.map(({ id }) => [id, values[id] ?? reserved.get(id)?.[place] ?? null]);
  const given = readValues(table, completed(table, { ...values, ...Object.fromEntries(own) }));
  const parts = key.columns.map(({ dbName }) => given.values?.[dbName]);
  return { id: key.idOf(parts) ?? null, version: null, given };
}
