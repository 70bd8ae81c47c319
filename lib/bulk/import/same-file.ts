import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { counted } from "@/lib/model/locale";
import type { TableDef } from "@/lib/tables/table-def";

/** Says where this very file has been imported into the table before: done twice, it adds everything twice. */
export async function sameFileNotes({ db, actor }: Ctx, table: TableDef, digest: string): Promise<string[]> {
  // Two lists of states, as the partial indexes have them.
  const [before] = await db.execute<{ changed: number; by: string; own: boolean; at: string }>(sql`
    select task.changed, person.name as by, person.id = ${actor.id} as own,
      to_char(task.created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at
    from swath.bulk_tasks task join swath.users person on person.id = task.actor_id
    where task.table_name = ${table.name} and task.operation = 'import'
      and (task.state in ('cancelled', 'succeeded', 'partial', 'failed')
        or task.state in ('pending', 'running', 'paused', 'cancelling'))
      and task.selection -> 'file' ->> 'digest' = ${digest}
    order by task.id desc limit 1`);
  if (!before) return [];
  const by = before.own ? "you" : before.by;
  const records = counted(before.changed, "record");
  return [`This very file was imported before, by ${by} on ${before.at} UTC; ${records} came of it.`];
}
