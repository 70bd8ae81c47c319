import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { counted, listed, plural } from "@/lib/model/locale";
import type { TableDef } from "@/lib/tables/table-def";
import { INSERT_ORIGINS } from "@/lib/bulk/model/change";
import type { FrozenRow } from "./freeze-values";
import { insertPlan, type Planned } from "./insert-plan";
import { recordMaker } from "./new-record";
import { assertMayChange, parseChange } from "@/lib/bulk/change/parse-change";
import { MOST_GIVEN_RECORDS } from "./plan-values";
import { keyMaker, type ReservedKeys } from "./reserve-keys";
import { TableName } from "@/lib/tables/model/names";
import { getTableFor } from "@/lib/tables/table-for";

export const PlanInsertsInput = z.object({
  table: TableName,
  origin: z.enum(INSERT_ORIGINS).default("new"),
  /** Per record its values by column id; what is left out gets its default. */
  records: z.array(z.record(z.string().max(100), z.unknown())).max(MOST_GIVEN_RECORDS, {
    error: `At most ${counted(MOST_GIVEN_RECORDS, "record")} can be added at once.`,
  }),
});
export type PlanInsertsInput = z.output<typeof PlanInsertsInput>;

const ORIGIN_TEXTS = { new: "new records", duplicate: "duplicates", import: "a file" } as const;

/**
 * Plans a bulk task that adds records; its undo takes them away again. Keys are made now where the table makes them,
 * so that history and outcomes know each record. What can't be read is an outcome, as with `planValues`.
 *
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, EMPTY_SELECTION, UNKNOWN_COLUMN, READ_ONLY_COLUMN
 */
export async function planInserts(ctx: Ctx, { table: name, origin, records }: PlanInsertsInput): Promise<Planned> {
  const table = getTableFor(ctx.actor, name);
  assertMayChange(ctx.actor, table, { kind: "insert" });
  if (records.length === 0) throw new AppError("EMPTY_SELECTION", "There is nothing to add.");
  const ids = new Set(records.flatMap((values) => Object.keys(values)));
  for (const id of ids) table.column(id);
  const columns = table.columns.filter(({ id }) => ids.has(id)).map(({ id }) => id);
  const change = parseChange(table, { kind: "insert", origin, columns });
  return insertPlan(ctx, {
    table,
    selection: { kind: "values" },
    operation: "import",
    change,
    filterText: ORIGIN_TEXTS[origin],
    given: withKeys(table, records, await keysFor(ctx, table, records)),
    expected: null,
  });
}

async function keysFor({ db }: Ctx, table: TableDef, records: Record<string, unknown>[]): Promise<ReservedKeys> {
  const complete = records.every((values) => table.key.columns.every(({ id }) => (values[id] ?? null) !== null));
  return complete ? new Map() : (await keyMaker(db, table)).reserve(records.length);
}

/** Each record under its key. One without a readable key, or with that of an earlier record, is refused by itself. */
function withKeys(table: TableDef, records: Record<string, unknown>[], keys: ReservedKeys): FrozenRow[] {
  const taken = new Set<string>();
  const { columns } = table.key;
  const recordOf = recordMaker(table);
  return records.map((values, i) => {
    const row = i + 1;
    const record = recordOf(values, keys, i);
    const { id, given } = record;
    if (id === null) return { ...record, given: { ...given, row } };
    if (!taken.has(id)) {
      taken.add(id);
      return record;
    }
    const said = columns.map(({ label, dbName }) => `${label} ${String(given.values?.[dbName])}`);
    const message = `${listed(said)} ${plural(said.length, "is", "are")} given more than once.`;
    return { id: null, version: null, given: { row, refused: { column: columns[0]!.id, code: "repeated", message } } };
  });
}
