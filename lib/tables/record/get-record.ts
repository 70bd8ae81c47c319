import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { idSinceLeft } from "@/lib/history/later-ids";
import { AppError } from "@/lib/model/errors";
import type { TableDef } from "@/lib/tables/table-def";
import { readRecord } from "@/lib/tables/list/list-records";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { RecordId, TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const GetRecordInput = z.object({ table: TableName, id: RecordId });
export type GetRecordInput = z.infer<typeof GetRecordInput>;

/**
 * One record by its key, as the grid shows it.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, NOT_FOUND (not there, or out of the actor's reach: ids must not leak)
 */
export async function getRecord(ctx: Ctx, { table: name, id }: GetRecordInput): Promise<RecordRow> {
  const table = viewableTable(ctx.actor, name);
  return reachableRecord(ctx, table, id);
}

/** @throws AppError NOT_FOUND */
export async function reachableRecord(ctx: Ctx, table: TableDef, id: string): Promise<RecordRow> {
  const row = await findRecord(ctx, table, id);
  if (!row) throw noSuchRecord(table);
  return row;
}

/**
 * Undefined where there is none within the actor's reach. Where nothing has this id any more, the record that had it at
 * last, under its present one: so an old link still leads to it.
 */
export async function findRecord(ctx: Ctx, table: TableDef, id: string): Promise<RecordRow | undefined> {
  const known = table.key.parse(id);
  if (known === undefined) return undefined;
  const row = await readRecord(ctx, table, known);
  if (row || (await isThere(ctx, table, known))) return row;
  const now = await idSinceLeft(ctx.db, table, known);
  return now === undefined ? undefined : readRecord(ctx, table, now);
}

/** Whoever may see it. */
export async function isThere({ db }: Ctx, table: TableDef, id: string): Promise<boolean> {
  const [row] = await db.execute(sql`select from ${table.pgTable} where ${table.key.in([id])}`);
  return row !== undefined;
}

/** The same for a record that never was and for one that the actor may not know of. */
export function noSuchRecord({ label }: TableDef): AppError {
  return new AppError("NOT_FOUND", `There is no such record in ${label}.`);
}
