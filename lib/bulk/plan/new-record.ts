import type { TableDef } from "@/lib/tables/table-def";
import type { FrozenRow } from "./freeze-values";
import { completedValue, NONE_JUDGED, parseError, readValue } from "./read-values";
import type { ReservedKeys } from "./reserve-keys";

type MakeRecord = (values: Record<string, unknown>, reserved: ReservedKeys, place: number) => FrozenRow;

/**
 * Makes a table's new records under their own keys, completed from the reserved ones; one without a readable key has no
 * id and is refused.
 */
export function recordMaker(table: TableDef, judged = NONE_JUDGED): MakeRecord {
  const { key } = table;
  const columns = table.columns.map((column) => ({
    column,
    inKey: key.columns.includes(column),
    isJudged: judged.has(column),
  }));
  const empty = Object.fromEntries(
    table.columns
      .map(({ dbName }) => dbName)
      .toSorted(asJsonb)
      .map((dbName): [string, unknown] => [dbName, undefined]),
  );
  return (values, reserved, place) => {
    const read = { ...empty };
    for (const { column, inKey, isJudged } of columns) {
      const own = values[column.id] ?? null;
      const given = own === null && inKey ? (reserved.get(column.id)?.[place] ?? null) : own;
      const value = completedValue(column, given, inKey || column.id in values);
      if (value === undefined) continue;
      const answer = readValue(column, value, isJudged && own !== null);
      if ("problem" in answer) return { id: null, version: null, given: parseError(column, answer.problem) };
      read[column.dbName] = answer.value;
    }
    const id = key.idOf(key.columns.map(({ dbName }) => read[dbName])) ?? null;
    return { id, version: null, given: { values: read } };
  };
}

/** As Postgres orders the keys of an object: it need not sort what comes in this order, a tenth of what storing a record costs. */
function asJsonb(a: string, b: string): number {
  return Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b));
}
