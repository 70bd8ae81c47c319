import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { counted } from "@/lib/model/locale";
import type { TableDef } from "@/lib/tables/table-def";
import { ReferenceTexts } from "@/lib/tables/references/reference-texts";
import { RowVersion } from "@/lib/tables/record/row-version";
import { VALUES_ORIGINS, type ValuesChange } from "@/lib/bulk/model/change";
import type { FrozenRow } from "./freeze-values";
import { insertPlan, type Planned } from "./insert-plan";
import { assertMayChange, parseChange } from "@/lib/bulk/change/parse-change";
import { readKeyed } from "./read-values";
import { RecordId, TableName } from "@/lib/tables/model/names";
import { getTableFor } from "@/lib/tables/table-for";

/** Records that one request may carry; more than that is an import. */
export const MOST_GIVEN_RECORDS = 10_000;

const GivenValues = z.object({
  id: RecordId,
  /** The row version that the user saw; null: no conflict check. */
  version: RowVersion.nullable(),
  /** By column id, as the columns' editors give them; null empties the cell, a column left out keeps its value. */
  values: z.record(z.string().max(100), z.unknown()),
});

export const PlanValuesInput = z.object({
  table: TableName,
  origin: z.enum(VALUES_ORIGINS),
  records: z.array(GivenValues).max(MOST_GIVEN_RECORDS, {
    error: `At most ${counted(MOST_GIVEN_RECORDS, "record")} can be pasted or filled at once.`,
  }),
});
export type PlanValuesInput = z.output<typeof PlanValuesInput>;

const ORIGIN_TEXTS = {
  paste: "a pasted range",
  fill: "a filled range",
  clear: "a cleared range",
  import: "a file",
} as const;

/**
 * Plans a bulk task with values of their own per record: what paste, fill and clear are. Follows with `previewPlan` and
 * `applyPlan` like any plan. A value that its column can't read makes that record `failed`, with column and sentence;
 * records that are gone or out of reach become outcomes as well. The same id twice is one record, the later value wins.
 *
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, EMPTY_SELECTION, EMPTY_CHANGE, UNKNOWN_COLUMN, READ_ONLY_COLUMN,
 *   INVALID (an id that can't be one)
 */
export async function planValues(ctx: Ctx, input: PlanValuesInput): Promise<Planned> {
  const table = getTableFor(ctx.actor, input.table);
  assertMayChange(ctx.actor, table, { kind: "values" });
  if (input.records.length === 0) throw new AppError("EMPTY_SELECTION", "No records are selected.");
  const change = parseChange(table, { kind: "values", origin: input.origin, columns: columnsOf(table, input.records) });
  return insertPlan(ctx, {
    table,
    selection: { kind: "values" },
    operation: input.origin === "import" ? "import" : "update",
    change,
    filterText: ORIGIN_TEXTS[input.origin],
    given: await givenRecords(ctx, table, input),
    expected: null,
  });
}

type GivenValues = z.output<typeof GivenValues>;

/** Every column that some record names, in the table's order. */
function columnsOf(table: TableDef, records: GivenValues[]): ValuesChange["columns"] {
  const ids = new Set(records.flatMap(({ values }) => Object.keys(values)));
  if (ids.size === 0) throw new AppError("EMPTY_CHANGE", "Choose at least one column to change.");
  for (const id of ids) table.column(id);
  return table.columns.filter(({ id }) => ids.has(id)).map(({ id }) => id);
}

async function givenRecords(
  ctx: Ctx,
  table: TableDef,
  { origin, records }: z.output<typeof PlanValuesInput>,
): Promise<FrozenRow[]> {
  const merged = mergeRecords(table, records);
  const references = new ReferenceTexts(ctx, table);
  // Fill and clear know the keys.
  if (origin === "paste") await references.load(merged.map(({ values }) => values));
  return merged.map(({ id, version, values }) => ({ id, version, given: readKeyed(table, references, values) }));
}

/** A chunk holds a record once: the same id twice would be two writes of one row in one statement. */
function mergeRecords(table: TableDef, records: GivenValues[]): GivenValues[] {
  const merged = new Map<string, GivenValues>();
  for (const record of records) {
    const id = table.key.parse(record.id);
    if (id === undefined) {
      throw new AppError("INVALID", `“${record.id}” is not the id of a record of ${table.label}.`);
    }
    const earlier = merged.get(id);
    merged.set(
      id,
      earlier
        ? { ...earlier, version: earlier.version ?? record.version, values: { ...earlier.values, ...record.values } }
        : record,
    );
  }
  return [...merged].map(([id, record]) => ({ ...record, id }));
}
