import { sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { assertAllows } from "@/lib/tables/assert-allows";
import { entriesOf, HistoryTime } from "./read-history";
import { RowVersion } from "@/lib/tables/record/row-version";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { reachableRecord } from "./get-record";
import { type Literals, writeBack } from "./write-back";
import { RecordId, TableName } from "@/lib/tables/model/names";
import { getTableFor } from "@/lib/tables/table-for";

export const RevertRecordInput = z.object({
  table: TableName,
  id: RecordId,
  /** The entry of the history after which the record was as it shall be again; null: before all that is kept. */
  to: HistoryTime.nullable(),
  /** The row version that the user saw. */
  version: RowVersion,
});
export type RevertRecordInput = z.infer<typeof RevertRecordInput>;

/**
 * Gives a record the values that it had after an entry of its history. The history grows by one entry; none is lost.
 * @returns the record as it is now
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, NOT_FOUND, CONFLICT (edited meanwhile; details: row), REFUSED
 */
export async function revertRecord(ctx: Ctx, { table: name, id, to, version }: RevertRecordInput): Promise<RecordRow> {
  const table = getTableFor(ctx.actor, name);
  assertRole(ctx.actor, table.access.edit, `edit ${table.label}`);
  assertAllows(table, "edit");
  const record = await reachableRecord(ctx, table, id);
  // Of each column that was written since, the oldest of those writes knows what it held.
  const since = sql`(${to}::timestamptz is null or h.at > ${to}::timestamptz) and h.before is not null`;
  const entries = await ctx.db.execute<{ columns: string[]; was: (string | null)[][] }>(sql`
    select columns, was from (${entriesOf(table, record.id, since, "asc")}) as h`);
  const own = new Set(table.columns.map(({ dbName }) => dbName));
  const values: Literals = {};
  for (const { columns, was } of entries) {
    for (const [i, name] of columns.entries()) if (own.has(name)) values[name] ??= { text: was[i]?.[0] ?? null };
  }
  if (Object.keys(values).length === 0) throw new AppError("CONFLICT", "Nothing was changed since then.");
  return writeBack(ctx, { table, id: record.id, values, version });
}
