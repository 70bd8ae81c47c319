import { type SQL, sql } from "drizzle-orm";

/** A record that a task leaves as it is, and why. `record_id` is empty where a row to be added has none. */
export interface ListedRecord {
  record_id: string;
  label: string | null;
  outcome: string;
  column_id: string | null;
  code: string;
  message: string;
}

/**
 * Lists records that a task leaves as they are. People read them in the order of `records`.
 * @param records a query whose columns are those of `ListedRecord`
 */
export function insertOutcomes(taskId: string, records: SQL): SQL {
  return sql`
      insert into swath.record_outcomes (task_id, record_id, label, outcome, column_id, code, message)
      select ${taskId}::uuid, record_id, label, outcome::swath.listed_outcome, column_id, code, message
      from (${records}) as listed`;
}

/** Records that are known by now, as such a query. */
export function givenRecords(records: ListedRecord[]): SQL {
  return sql`
    select record_id, label, outcome, column_id, code, message
    from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb)
      as r(record_id text, label text, outcome text, column_id text, code text, message text)`;
}
