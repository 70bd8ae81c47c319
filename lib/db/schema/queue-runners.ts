import { text, timestamp } from "drizzle-orm/pg-core";
import { swath } from "./swath";

/** The lease of each process that takes jobs from the queue, by the name under which it locks them. */
export const queueRunners = swath.table("queue_runners", {
  id: text("id").primaryKey(),
  seenAt: timestamp("seen_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});
