import { z } from "zod";
import { assertRole } from "@/lib/actor";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/errors";
import type { TableDef } from "./define-table";
import { readRecord } from "./list-records";
import { isRecordId, recordKeys } from "./record-keys";
import { getTable } from "./registry";
import type { RecordRow } from "./table-info";

export const GetRecordInput = z.object({ table: z.string().max(100), id: z.string().min(1).max(200) });
export type GetRecordInput = z.infer<typeof GetRecordInput>;

/**
 * One record by its key, as the grid shows it.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, NOT_FOUND (not there, or out of the actor's reach: ids must not leak)
 */
export async function getRecord(ctx: Ctx, { table: name, id }: GetRecordInput): Promise<RecordRow> {
  const table = getTable(name);
  assertRole(ctx.actor, table.access.view, `see ${table.label}`);
  return reachableRecord(ctx, table, id);
}

/** @throws AppError NOT_FOUND */
export async function reachableRecord(ctx: Ctx, table: TableDef, id: string): Promise<RecordRow> {
  const row = isRecordId(table, id) ? await readRecord(ctx, table, recordKeys(table, [id])) : undefined;
  if (!row) throw new AppError("NOT_FOUND", `There is no such record in ${table.label}.`);
  return row;
}
