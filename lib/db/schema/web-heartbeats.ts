import { integer, timestamp, uuid } from "drizzle-orm/pg-core";
import { swath } from "./swath";

/** One row per web process that has or had viewers; the time is the database's. One that is not fresh counts for nothing. */
export const webHeartbeats = swath.table("web_heartbeats", {
  id: uuid("id").primaryKey(),
  viewers: integer("viewers").notNull(),
  seenAt: timestamp("seen_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});
