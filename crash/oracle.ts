import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { COUNTED_OUTCOMES, processedOf } from "@/lib/bulk/outcomes";
import { terminalState } from "@/lib/bulk/terminal-state";

/**
 * What must hold after a task has ended, whatever happened to it on the way. Answers with every violation as a
 * sentence; an empty list is the only good answer. The values of the table itself are the caller's to compare with a
 * model.
 */
export async function violations(db: Db, task: BulkTask): Promise<string[]> {
  const found: string[] = [];
  const expect = (holds: boolean, sentence: string) => {
    if (!holds) found.push(sentence);
  };

  const [chunks] = await db.execute<Record<string, number>>(sql`
    select coalesce(sum(size), 0)::int as frozen, count(*) filter (where done_at is null)::int as open,
      coalesce(sum(size) filter (where done_at is not null), 0)::int as done,
      ${sql.join(
        COUNTED_OUTCOMES.map(
          (o) =>
            sql`coalesce(sum(${sql.identifier(o)}) filter (where done_at is not null), 0)::int as ${sql.identifier(o)}`,
        ),
        sql`, `,
      )}
    from swath.bulk_chunks where task_id = ${task.id}`);
  expect(chunks?.frozen === task.total, `frozen ${chunks?.frozen} records, the task says ${task.total}`);
  for (const outcome of COUNTED_OUTCOMES) {
    const ofTask = task[outcome];
    expect(chunks?.[outcome] === ofTask, `${outcome}: chunks say ${chunks?.[outcome]}, the task ${ofTask}`);
  }
  expect(processedOf(task) === task.processed, `processed ${task.processed} is not the sum of the outcomes`);
  expect(chunks?.done === task.processed, `${chunks?.done} records in done chunks, ${task.processed} processed`);

  const [history] = await db.execute<{ rows: number; records: number; strangers: number }>(sql`
    with frozen as (
      select id from swath.bulk_chunks, unnest(record_ids) id where task_id = ${task.id} and done_at is not null)
    select count(*)::int as rows, count(distinct record_id)::int as records,
      count(*) filter (where not exists (select from frozen where id = record_id))::int as strangers
    from swath.record_changes where task_id = ${task.id} and root_id is null`);
  expect(history?.rows === task.changed, `${history?.rows} history rows, ${task.changed} changed`);
  expect(history?.records === history?.rows, `${history?.rows} history rows for ${history?.records} records`);
  expect(history?.strangers === 0, `${history?.strangers} history rows of records outside of done chunks`);

  const listed = await db.execute<{ outcome: string; n: number; records: number; also_changed: number }>(sql`
    select outcome, count(*)::int as n, count(distinct record_id)::int as records,
      count(*) filter (where exists (
        select from swath.record_changes h where h.task_id = o.task_id and h.record_id = o.record_id and h.root_id is null))::int as also_changed
    from swath.record_outcomes o where task_id = ${task.id} group by outcome`);
  for (const outcome of ["conflict", "failed", "forbidden", "gone"] as const) {
    const rows = listed.find((row) => row.outcome === outcome);
    expect((rows?.n ?? 0) === task[outcome], `${rows?.n ?? 0} records listed as ${outcome}, counted ${task[outcome]}`);
    expect(rows?.n === rows?.records, `a record is listed twice as ${outcome}`);
    expect((rows?.also_changed ?? 0) === 0, `${rows?.also_changed} records are both changed and ${outcome}`);
  }

  const ended = terminalState(task, task.total, task.state === "cancelled" ? "cancel" : "finish");
  expect(task.state === ended, `the task is ${task.state}; its chunks say ${ended}`);
  expect(task.finishedAt !== null, "the task has no end time");
  return found;
}
