import { and, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import { RecordId, TableName } from "@/lib/tables/model/names";
import { noSuchRecord } from "./get-record";
import { viewableTable } from "@/lib/tables/table-for";

export const ReadBytesInput = z.object({ table: TableName, id: RecordId, column: z.string().max(100) });
export type ReadBytesInput = z.infer<typeof ReadBytesInput>;

/** A request holds them in memory as a whole. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface ReadBytes {
  bytes: Uint8Array<ArrayBuffer>;
  fileName: string;
}

/**
 * What a column of bytes holds in one record, to download.
 * @throws AppError UNKNOWN_TABLE, UNKNOWN_COLUMN, FORBIDDEN, INVALID (no bytes), NOT_FOUND (no such record within reach,
 *   or nothing in it), TOO_MANY (too large)
 */
export async function readBytes(ctx: Ctx, { table: name, id, column: columnId }: ReadBytesInput): Promise<ReadBytes> {
  const table = viewableTable(ctx.actor, name);
  const column = table.column(columnId);
  if (column.kind !== "binary") throw new AppError("INVALID", `${column.label} holds no bytes to download.`);
  const known = table.key.parse(id);
  if (known === undefined) throw noSuchRecord(table);
  const value = sql`${column.pgColumn}`;
  const [row] = await ctx.db.execute<{ size: number | null; bytes: Uint8Array | null }>(sql`
    select octet_length(${value}) as size, case when octet_length(${value}) <= ${MOST_BYTES}::int then ${value} end as bytes
    from ${table.pgTable} where ${and(table.scope(ctx.actor), table.key.in([known]))}`);
  if (!row) throw noSuchRecord(table);
  if (row.size === null) throw new AppError("NOT_FOUND", `This record has no ${column.label}.`);
  if (!row.bytes) throw new AppError("TOO_MANY", `${column.label} is larger than can be downloaded here (64 MB).`);
  return { bytes: new Uint8Array(row.bytes), fileName: `${table.name}-${known}-${column.dbName}.bin` };
}
