import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { counted, number } from "@/lib/model/locale";
import type { EndReason } from "./end-act";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";

/**
 * Whether too many of the task's first records failed to go on (`BulkOptions.stopEarly`): a sentence if so.
 * Judged on whole chunks from the front, so it costs one look at a handful of rows.
 */
export async function stopEarly(db: Db, { task, table }: RunnableTask): Promise<EndReason | undefined> {
  const rule = table.bulk.stopEarly;
  if (!rule || task.total <= rule.records) return undefined;
  // As large as they were frozen, whatever the table's declaration says by now.
  const size = sql`(select max(size) from swath.bulk_chunks where task_id = ${task.id})`;
  const front = await sums(db, sql`task_id = ${task.id} and seq < ceil(${rule.records}::numeric / ${size})`);
  // Slices that a limit has cut hold fewer records: then it is those written so far that count.
  const cut = front && front.size < rule.records;
  const first = cut ? await sums(db, sql`task_id = ${task.id} and done_at is not null`) : front;
  if (!first?.done || first.size < rule.records || first.failed <= rule.share * first.size) return undefined;
  return {
    code: "STOPPED_EARLY",
    message: `Stopped: ${number(first.failed)} of the first ${counted(first.size, "record")} failed. The remaining records were left as they are.`,
  };
}

async function sums(db: Db, which: SQL): Promise<{ done: boolean; failed: number; size: number } | undefined> {
  const [row] = await db.execute<{ done: boolean; failed: number; size: number }>(sql`
    select bool_and(done_at is not null) as done, coalesce(sum(failed), 0)::int as failed, coalesce(sum(size), 0)::int as size
    from swath.bulk_chunks where ${which}`);
  return row;
}
