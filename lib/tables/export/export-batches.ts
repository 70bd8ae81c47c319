import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { ColumnDef, TableDef } from "@/lib/tables/define-table";
import { afterPosition, orderBy, type OrderKey, type Position, positionOf } from "@/lib/tables/keyset";
import { readRows } from "@/lib/tables/read-rows";
import type { RecordRow } from "@/lib/tables/table-info";

const BATCH = 1_000;

export interface ExportBatchesInput {
  db: Db;
  table: TableDef;
  columns: ColumnDef[];
  where: SQL | undefined;
  order: OrderKey[];
  signal: AbortSignal;
}

/**
 * All matching records, batch by batch, by keyset. No transaction stays open between batches: a reader who takes an
 * hour must not keep the database from cleaning up.
 */
export async function* exportBatches(input: ExportBatchesInput): AsyncGenerator<RecordRow[], void, undefined> {
  const { db, table, columns, where, order, signal } = input;
  let position: Position | null = null;
  while (!signal.aborted) {
    const condition: SQL | undefined = and(where, position ? afterPosition(order, position) : undefined);
    const rows: Awaited<ReturnType<typeof readRows>> = await readRows(
      db,
      table,
      sql`${condition ? sql`where ${condition}` : sql``} order by ${orderBy(order)} limit ${BATCH}::int`,
      positionOf(order),
      columns,
    );
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < BATCH) return;
    position = rows.at(-1)?.position ?? null;
  }
}
