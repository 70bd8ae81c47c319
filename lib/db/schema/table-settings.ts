import { jsonb, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { swath } from "./swath";
import { users } from "./users";

/** What admins have set for a table, setting by setting (`bulk.lanes`, `columns.total.hidden`). No row: the default holds. */
export const tableSettings = swath.table(
  "table_settings",
  {
    tableName: text("table_name").notNull(),
    setting: text("setting").notNull(),
    value: jsonb("value").$type<unknown>(),
    changedBy: uuid("changed_by")
      .notNull()
      .references(() => users.id),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tableName, t.setting] })],
);
