import { index, text, timestamp } from "drizzle-orm/pg-core";
import { swath } from "./swath";

/** Sessions that somebody has signed out of: their cookies, and every copy of them, open nothing any more. */
export const endedSessions = swath.table(
  "ended_sessions",
  {
    /** As the cookie says it. */
    id: text("id").primaryKey(),
    /** No cookie of it can be valid after this. */
    until: timestamp("until", { withTimezone: true, mode: "date" }).notNull(),
  },
  (t) => [index("ended_sessions_until").on(t.until)],
);
