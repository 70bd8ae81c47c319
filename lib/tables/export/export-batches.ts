import type { SQL } from "drizzle-orm";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import type { OrderKey, Position } from "@/lib/tables/list/keyset";
import { readPage } from "@/lib/tables/list/read-page";
import type { Reader } from "@/lib/tables/list/read-rows";
import type { RecordRow } from "@/lib/tables/model/table-info";

const BATCH = 1_000;
/** An order without an index reads the whole table for each batch: then fewer and larger ones, as far as memory goes. */
const LARGEST_BATCH = 4_000;
const SLOW_MS = 250;

export interface ExportBatchesInput {
  reader: Reader;
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
  const { reader, signal, ...list } = input;
  let after: Position | null = null;
  let limit = BATCH;
  while (!signal.aborted) {
    const begun = performance.now();
    const rows: Awaited<ReturnType<typeof readPage>> = await readPage(reader, { ...list, after, limit });
    const slow = performance.now() - begun > SLOW_MS;
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < limit) return;
    after = rows.at(-1)?.position ?? null;
    if (slow) limit = Math.min(2 * limit, LARGEST_BATCH);
  }
}
