import type { TableDef } from "@/lib/tables/table-def";
import type { FrozenRow } from "./freeze-values";
import { completedValue, needsValue, NONE_JUDGED, parseError, readValue } from "./read-values";
import type { ReservedKeys } from "./reserve-keys";

type MakeRecord = (values: Record<string, unknown>, reserved: ReservedKeys, place: number) => FrozenRow;

/**
 * Makes a table's new records under their own keys, completed from the reserved ones; one without a readable key has no
 * id and is refused.
 * @param given the columns that may have values: of a wide table a file fills a few
 */
export function recordMaker(table: TableDef, given = table.columns, judged = NONE_JUDGED): MakeRecord {
  const { key } = table;
  const columns = table.columns
    .map((column) => ({ column, inKey: key.columns.includes(column), isJudged: judged.has(column) }))
    .filter(({ column, inKey }) => inKey || given.includes(column) || needsValue(column));
  const empty = Object.fromEntries(
    columns
      .map(({ column }) => column.dbName)
      .toSorted(asJsonb)
      .map((dbName): [string, unknown] => [dbName, undefined]),
  );
  return (values, reserved, place) => {
    const read = { ...empty };
    for (const { column, inKey, isJudged } of columns) {
      const own = values[column.id] ?? null;
      const said = own === null && inKey ? (reserved.get(column.id)?.[place] ?? null) : own;
      const value = completedValue(column, said, inKey || column.id in values);
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
