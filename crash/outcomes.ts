import { sql } from "drizzle-orm";
import type { Outcome } from "@/lib/bulk/model/outcomes";
import type { Db } from "@/lib/db/client";
import { numberOf } from "./tables";

export interface ActualOutcomes {
  /** One per frozen record; a second one is a violation. */
  of: Map<number, Outcome>;
  violations: string[];
}

/** What became of each frozen record, read from chunks, history and listed outcomes, as a task's page would. */
export async function actualOutcomes(db: Db, taskId: string): Promise<ActualOutcomes> {
  const rows = await db.execute<{ id: string; done: boolean; written: number; listed: string[] | null }>(sql`
    with frozen as (
      select unnest(record_ids) as id, done_at is not null as done from swath.bulk_chunks where task_id = ${taskId}),
    written as (
      select record_id as id, count(*)::int as n from swath.record_history
      where task_id = ${taskId} and level = 0 group by 1),
    listed as (
      select record_id as id, array_agg(outcome::text) as outcomes from swath.record_outcomes
      where task_id = ${taskId} group by 1)
    select frozen.id, done, coalesce(written.n, 0) as written, listed.outcomes as listed
    from frozen left join written using (id) left join listed using (id)`);
  const of = new Map<number, Outcome>();
  const violations: string[] = [];
  for (const { id, done, written, listed } of rows) {
    const found = [...Array.from({ length: written }, () => "changed"), ...(listed ?? [])];
    const record = numberOf(id);
    if (of.has(record)) violations.push(`record ${record} is frozen twice`);
    if (found.length > 1) violations.push(`record ${record} has ${found.length} outcomes: ${found.join(", ")}`);
    if (!done && written > 0) violations.push(`record ${record} was written, but its chunk is open`);
    of.set(record, (found[0] as Outcome | undefined) ?? (done ? "unchanged" : "unprocessed"));
  }
  return { of, violations };
}
