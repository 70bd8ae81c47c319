import { integer, text, timestamp } from "drizzle-orm/pg-core";
import { swath } from "./swath";

/** Failed sign-ins per address and person. Property names are those that rate-limiter-flexible asks for. */
export const signInAttempts = swath.table("sign_in_attempts", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: timestamp("expire", { withTimezone: true, mode: "date" }),
});
