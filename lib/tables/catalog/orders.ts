import { ordersTable } from "@/lib/db/sample/superstore";
import { defineTable } from "@/lib/tables/define-table";

export const orders = defineTable(ordersTable, { recordLabel: "id" });
