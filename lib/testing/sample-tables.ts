import { placesTable } from "@/lib/db/sample/places";
import { customersTable, orderLinesTable, ordersTable, productsTable } from "@/lib/db/sample/superstore";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";

/** The sample's tables for tests, with columns by the names of their Drizzle schema. The product reads them from the catalogue. */
export const places = defineTable(placesTable, {
  columns: {
    geonameId: { label: "Id", width: 100 },
    featureCode: { label: "Feature" },
    notes: { kind: "longText" },
    generated: { editable: false, hidden: true },
  },
});
export const customers = defineTable(customersTable, { columns: { notes: { kind: "longText" } } });
export const products = defineTable(productsTable, { columns: { id: { hidden: true } } });
export const orders = defineTable(ordersTable, { recordLabel: "id" });
export const orderLines = defineTable(orderLinesTable, { recordLabel: "id" });

for (const table of [places, customers, products, orders, orderLines]) registerTable(table);
