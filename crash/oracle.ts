import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { COUNTED_OUTCOMES, processedOf } from "@/lib/bulk/model/outcomes";
import { terminalState } from "@/lib/bulk/model/terminal-state";

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
  // All or nothing, and so nothing: the reasons are listed and counted, and no chunk is done.
  const nothing = task.errorPolicy === "all_or_nothing" && task.state === "failed";
  expect(!nothing || task.changed === 0, `${task.changed} records changed by a task that changes all or nothing`);
  for (const outcome of COUNTED_OUTCOMES) {
    const ofTask = nothing ? 0 : task[outcome];
    expect(chunks?.[outcome] === ofTask, `${outcome}: chunks say ${chunks?.[outcome]}, the task ${ofTask}`);
  }
  expect(processedOf(task) === task.processed, `processed ${task.processed} is not the sum of the outcomes`);
  const done = nothing ? 0 : task.processed;
  expect(chunks?.done === done, `${chunks?.done} records in done chunks, should be ${done}`);

  const [history] = await db.execute<{ rows: number; records: number; strangers: number }>(sql`
    with written as (
      select record_id from swath.record_history where task_id = ${task.id} and level = 0),
    strangers as (
      select record_id from written
      except
      select unnest(record_ids) from swath.bulk_chunks where task_id = ${task.id} and done_at is not null)
    select (select count(*) from written)::int as rows, (select count(distinct record_id) from written)::int as records,
      (select count(*) from strangers)::int as strangers`);
  expect(history?.rows === task.changed, `${history?.rows} history rows, ${task.changed} changed`);
  expect(history?.records === history?.rows, `${history?.rows} history rows for ${history?.records} records`);
  expect(history?.strangers === 0, `${history?.strangers} history rows of records outside of done chunks`);

  const listed = await db.execute<{ outcome: string; n: number; records: number; also_changed: number }>(sql`
    select outcome, count(*)::int as n, count(distinct o.record_id)::int as records, count(h.record_id)::int as also_changed
    from swath.record_outcomes o
    left join (
      select distinct record_id from swath.record_history where task_id = ${task.id} and level = 0) h
      on h.record_id = o.record_id
    where o.task_id = ${task.id}
    group by outcome`);
  for (const outcome of ["conflict", "failed", "forbidden", "gone"] as const) {
    const rows = listed.find((row) => row.outcome === outcome);
    expect((rows?.n ?? 0) === task[outcome], `${rows?.n ?? 0} records listed as ${outcome}, counted ${task[outcome]}`);
    expect(rows?.n === rows?.records, `a record is listed twice as ${outcome}`);
    expect((rows?.also_changed ?? 0) === 0, `${rows?.also_changed} records are both changed and ${outcome}`);
  }

  const ended = terminalState(task, task.total, task.state === "cancelled" ? "cancel" : "finish");
  expect(task.state === ended, `the task is ${task.state}; its chunks say ${ended}`);
  expect(task.finishedAt !== null, "the task has no end time");
  expect(task.processed === 0 || task.startedAt !== null, "the task has no start time");
  return found;
}
