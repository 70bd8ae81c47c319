import { placesTable } from "@/lib/db/sample/places";
import { defineTable } from "@/lib/tables/define-table";

export const places = defineTable(placesTable, {
  label: "Places",
  columns: {
    geonameId: { label: "Id", width: 100 },
    name: { width: 220 },
    country: { width: 92 },
    region: { width: 88 },
    featureCode: { label: "Feature", width: 100 },
    notes: { kind: "longText" },
    generated: { editable: false, hidden: true },
  },
});
