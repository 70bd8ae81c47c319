import { type SQL, sql } from "drizzle-orm";
import { recordsOf } from "./captured";

/** The history rows `h` that a task wrote for its own records, with the records `r` in them, as a FROM clause. */
export function historyOfTask(taskId: string | SQL, columns: string[] = []): SQL {
  return sql`(select * from swath.record_changes where task_id = ${taskId} and level = 0) h
    cross join lateral ${recordsOf(columns)}`;
}

/** Of the listed records those that a task wrote for their own sake, as `written(id, source)` in a FROM clause. */
export function writtenAmong(taskId: string, ids: string[]): SQL {
  return sql`(select distinct r.id, h.id as source, r.i
    from (select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) as id) as named
    join ${historyOfTask(taskId)} on r.id = named.id) as written`;
}
