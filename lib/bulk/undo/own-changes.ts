import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import type { TableDef } from "@/lib/tables/table-def";
import type { OwnChange } from "./replay-changes";

export type FoundChange = OwnChange & { kind: "record" | "task"; recordId: string | null; at: string; changed: number };

/** How far back undo goes: as many changes of each sort. */
const MOST_CHANGES = 100;

/**
 * What an actor did to a table lately, oldest first: single writes out of the history, and bulk tasks that wrote
 * something. An undo of a part is a change of its own: the task that it is a part of can still be undone after it.
 */
export async function ownChanges({ db, actor }: Ctx, { name }: TableDef): Promise<FoundChange[]> {
  const time = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);
  const rows = await db.execute<FoundChange & Record<string, unknown>>(sql`
    with single as (
      select (coalesce(new_ids, record_ids))[1] as record_id, at, undoes from swath.record_changes
      where task_id is null and actor_id = ${actor.id}::uuid and table_name = ${name}
      order by at desc limit ${MOST_CHANGES}::int),
    task as (
      select id, coalesce(started_at, created_at) as at, changed, case when relation = 'undo_of' and not selection ? 'ids' then parent_id end as undoes
      from swath.bulk_tasks
      where actor_id = ${actor.id}::uuid and table_name = ${name} and state <> 'planned'
        and (changed > 0 or finished_at is null)
      order by id desc limit ${MOST_CHANGES}::int)
    select 'record' as kind, record_id as "recordId", ${time("at")} as at, 1 as changed,
      'record@' || ${time("at")} as key, 'record@' || ${time("undoes")} as undoes
    from single
    union all
    select 'task', null, ${time("at")}, changed, id::text, undoes::text from task
    order by at`);
  return [...rows];
}
