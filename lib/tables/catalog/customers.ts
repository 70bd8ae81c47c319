import { customersTable } from "@/lib/db/sample/superstore";
import { defineTable } from "@/lib/tables/define-table";

export const customers = defineTable(customersTable, { columns: { notes: { kind: "longText" } } });
