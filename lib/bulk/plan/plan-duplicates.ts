import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { counted } from "@/lib/model/locale";
import { readRows } from "@/lib/tables/list/read-rows";
import { selectionWhere } from "@/lib/tables/list/selection-where";
import { countMoved, type Planned } from "./insert-plan";
import { assertMayChange } from "@/lib/bulk/change/parse-change";
import { planInserts } from "./plan-inserts";
import { MOST_GIVEN_RECORDS } from "./plan-values";
import { seenCount, Selection } from "@/lib/tables/model/selection";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const PlanDuplicatesInput = z.object({
  table: TableName,
  selection: Selection,
  /** Go on although the count differs from what the user saw. */
  acceptMovedCount: z.boolean().default(false),
});
export type PlanDuplicatesInput = z.output<typeof PlanDuplicatesInput>;

/**
 * Plans new records with the editable values of a selection, under keys of their own, as a bulk task like any.
 * @throws AppError INVALID where the table makes no keys: such a record is added by hand, with a key of its own;
 *   EMPTY_SELECTION, COUNT_MOVED, TOO_MANY, and what filter and role may be refused for
 */
export async function planDuplicates(
  ctx: Ctx,
  { table: name, selection, acceptMovedCount }: PlanDuplicatesInput,
): Promise<Planned> {
  const table = viewableTable(ctx.actor, name);
  assertMayChange(ctx.actor, table, { kind: "insert" });
  const chosen = table.key.columns.find(({ hasDefault }) => !hasDefault);
  if (chosen) {
    const message = `Each record of ${table.label} needs a ${chosen.label} that you choose, so add it as a new record.`;
    throw new AppError("INVALID", message, { fields: { [chosen.id]: message } });
  }
  const copied = table.columns.filter((column) => column.editable && !column.primaryKey);
  const where = selectionWhere(ctx.actor, table, selection) ?? sql`true`;
  const rest = sql`where ${where} order by ${table.key.order} limit ${MOST_GIVEN_RECORDS + 1}::int`;
  const rows = await readRows(ctx, table, rest, sql`null`, copied);
  if (rows.length > MOST_GIVEN_RECORDS) {
    throw new AppError("TOO_MANY", `At most ${counted(MOST_GIVEN_RECORDS, "record")} can be duplicated at once.`);
  }
  const seen = seenCount(selection);
  if (!acceptMovedCount && seen !== null && seen !== rows.length) throw countMoved(seen, rows.length);
  if (rows.length === 0) throw new AppError("EMPTY_SELECTION", "No records are selected.");
  return planInserts(ctx, { table: name, origin: "duplicate", records: rows.map(({ row }) => row.values) });
}
