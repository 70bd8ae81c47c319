import { sql } from "drizzle-orm";

/** Everything that a bulk task leaves, for `truncate`: tests that count begin with none of it. */
export const taskTables = sql.raw(
  "swath.bulk_tasks, swath.bulk_chunks, swath.notifications, swath.record_outcomes, swath.record_changes",
);
