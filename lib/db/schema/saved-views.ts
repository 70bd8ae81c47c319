import { sql } from "drizzle-orm";
import { boolean, index, jsonb, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";
import type { ViewState } from "@/lib/tables/model/view-state";
import { swath } from "./swath";
import { users } from "./users";

/** Filter, search, sort and columns of a table page under a name, for one person or for everybody. */
export const savedViews = swath.table(
  "saved_views",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    tableName: text("table_name").notNull(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    shared: boolean("shared").notNull().default(false),
    isDefault: boolean("is_default").notNull().default(false),
    /** False: a state too long for an address, without a name; whoever has the link sees it. */
    listed: boolean("listed").notNull().default(true),
    state: jsonb("state").$type<ViewState>().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [
    index("saved_views_table").on(t.tableName),
    // One default for everybody and one per person; names tell views apart. The database says so, not a hope.
    uniqueIndex("saved_views_shared_default")
      .on(t.tableName)
      .where(sql`shared and is_default`),
    uniqueIndex("saved_views_own_default")
      .on(t.tableName, t.ownerId)
      .where(sql`not shared and is_default`),
    uniqueIndex("saved_views_shared_name")
      .on(t.tableName, sql`lower(name)`)
      .where(sql`shared`),
    uniqueIndex("saved_views_own_name")
      .on(t.tableName, t.ownerId, sql`lower(name)`)
      .where(sql`not shared and listed`),
  ],
);
