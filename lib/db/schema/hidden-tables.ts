import { text } from "drizzle-orm/pg-core";
import { swath } from "./swath";

/** Tables of the database that an admin shows to nobody. */
export const hiddenTables = swath.table("hidden_tables", { tableName: text("table_name").primaryKey() });
