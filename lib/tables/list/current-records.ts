import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { readRecordsById } from "./list-records";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { RecordId, TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

/** More than any screen shows. */
export const MOST_CURRENT_RECORDS = 300;

export const CurrentRecordsInput = z.object({
  table: TableName,
  ids: z.array(RecordId).max(MOST_CURRENT_RECORDS),
});
export type CurrentRecordsInput = z.infer<typeof CurrentRecordsInput>;

/**
 * Records as they are now, whatever filter they were found with; those that are gone or out of reach are missing.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, INVALID
 */
export async function currentRecords(ctx: Ctx, { table: name, ids }: CurrentRecordsInput): Promise<RecordRow[]> {
  const table = viewableTable(ctx.actor, name);
  return ids.length === 0 ? [] : readRecordsById(ctx, table, ids);
}
