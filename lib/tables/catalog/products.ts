import { productsTable } from "@/lib/db/sample/superstore";
import { defineTable } from "@/lib/tables/define-table";

export const products = defineTable(productsTable, { columns: { id: { hidden: true }, name: { width: 320 } } });
