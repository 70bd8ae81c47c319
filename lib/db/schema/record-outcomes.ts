import { bigint, index, text, uuid } from "drizzle-orm/pg-core";
import { LISTED_OUTCOMES } from "@/lib/bulk/model/outcomes";
import { bulkTasks } from "./bulk-tasks";
import { swath } from "./swath";

export const listedOutcome = swath.enum("listed_outcome", LISTED_OUTCOMES);

/** Only the outcomes other than changed and unchanged, each with a sentence for people. */
export const recordOutcomes = swath.table(
  "record_outcomes",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => bulkTasks.id, { onDelete: "cascade" }),
    recordId: text("record_id").notNull(),
    label: text("label"),
    outcome: listedOutcome("outcome").notNull(),
    /** Column id, where one column is to blame. */
    column: text("column_id"),
    /** SQLSTATE or one of our own codes (`changed_since`, `out_of_scope`, `deleted`, `validation`). */
    code: text("code").notNull(),
    message: text("message").notNull(),
  },
  (t) => [index("record_outcomes_task").on(t.taskId, t.id)],
);
