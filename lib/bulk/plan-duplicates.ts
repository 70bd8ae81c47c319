import { z } from "zod";
import { assertRole } from "@/lib/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/errors";
import { readRecord } from "@/lib/tables/list-records";
import { recordKeys } from "@/lib/tables/record-keys";
import { getTable } from "@/lib/tables/registry";
import type { Planned } from "./insert-plan";
import { assertMayChange } from "./parse-change";
import { planInserts } from "./plan-inserts";

/** Each is read by itself. */
const MOST_DUPLICATES = 200;

export const PlanDuplicatesInput = z.object({
  table: z.string().max(100),
  ids: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(MOST_DUPLICATES, { error: `At most ${MOST_DUPLICATES} records can be duplicated at once.` }),
});
export type PlanDuplicatesInput = z.input<typeof PlanDuplicatesInput>;

/**
 * Plans new records with the editable values of others, under keys of their own, as a bulk task like any.
 * @throws AppError INVALID where the table makes no keys: such a record is added by hand, with a key of its own
 */
export async function planDuplicates(ctx: Ctx, given: PlanDuplicatesInput): Promise<Planned> {
  const { table: name, ids } = PlanDuplicatesInput.parse(given);
  const table = getTable(name);
  assertRole(ctx.actor, table.access.view, `see ${table.label}`);
  assertMayChange(ctx.actor, table, { kind: "insert" });
  if (!table.primaryKey.hasDefault) {
    const message = `Each record of ${table.label} needs a ${table.primaryKey.label} that you choose, so add it as a new record.`;
    throw new AppError("INVALID", message, { fields: { [table.primaryKey.id]: message } });
  }
  const records: Record<string, unknown>[] = [];
  for (const id of ids) {
    const row = await readRecord(ctx, table, recordKeys(table, [id]));
    if (!row) throw new AppError("NOT_FOUND", "A record to duplicate no longer exists.");
    const copied = table.columns.filter(({ editable, primaryKey }) => editable && !primaryKey);
    records.push(Object.fromEntries(copied.map((column) => [column.id, row.values[column.id] ?? null])));
  }
  return planInserts(ctx, { table: name, origin: "duplicate", records });
}
