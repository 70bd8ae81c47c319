import { jsonb, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { TableSetting } from "@/lib/tables/settings/table-setting";
import { swath } from "./swath";
import { users } from "./users";

/** What admins have set for a table, over its declaration. No row: the declaration holds. */
export const tableSettings = swath.table(
  "table_settings",
  {
    tableName: text("table_name").notNull(),
    setting: text("setting").$type<TableSetting>().notNull(),
    value: jsonb("value").$type<number | null>(),
    changedBy: uuid("changed_by")
      .notNull()
      .references(() => users.id),
    changedAt: timestamp("changed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tableName, t.setting] })],
);
