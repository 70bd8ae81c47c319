import { sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { HistoryTime } from "./read-history";
import { getTable } from "@/lib/tables/registry";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { reachableRecord } from "./get-record";
import { writeBack } from "./write-back";

export const RevertRecordInput = z.object({
  table: z.string().max(100),
  id: z.string().min(1).max(200),
  /** The entry of the history after which the record was as it shall be again; null: before all that is kept. */
  to: HistoryTime.nullable(),
  /** The row version that the user saw. */
  version: z.string().regex(/^\d{1,10}$/),
});
export type RevertRecordInput = z.infer<typeof RevertRecordInput>;

/**
 * Gives a record the values that it had after an entry of its history. The history grows by one entry; none is lost.
 * @returns the record as it is now
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, NOT_FOUND, CONFLICT (edited meanwhile; details: row), REFUSED
 */
export async function revertRecord(ctx: Ctx, { table: name, id, to, version }: RevertRecordInput): Promise<RecordRow> {
  const table = getTable(name);
  assertRole(ctx.actor, table.access.edit, `edit ${table.label}`);
  const record = await reachableRecord(ctx, table, id);
  // Of each column that was written since, the oldest of those writes knows what it held.
  const [since] = await ctx.db.execute<{ values: string | null }>(sql`
    select jsonb_object_agg(oldest.key, oldest.value)::text as values from (
      select distinct on (was.key) was.key, was.value
      from swath.record_changes h, json_each(h.before) as was
      where h.record_id = ${record.id} and h.table_name = ${table.name}
        and (${to}::timestamptz is null or h.at > ${to}::timestamptz)
      order by was.key, h.at) as oldest`);
  const values = since?.values;
  if (!values) throw new AppError("CONFLICT", "Nothing was changed since then.");
  return writeBack(ctx, { table, id: record.id, values, version });
}
