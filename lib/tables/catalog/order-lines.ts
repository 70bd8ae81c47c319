import { orderLinesTable } from "@/lib/db/sample/superstore";
import { defineTable } from "@/lib/tables/define-table";

export const orderLines = defineTable(orderLinesTable, { recordLabel: "id" });
