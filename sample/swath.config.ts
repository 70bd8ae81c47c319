// What the sample's tables are called, and what is shown of them: all else is read from the database. `npm start` takes this
// file for its embedded database. One of your own works the same way: SWATH_CONFIG is its path.
export default {
  tables: {
    places: {
      label: "Places",
      position: 1,
      columns: {
        geoname_id: { label: "Id", width: 100 },
        name: { width: 220 },
        country: { width: 92 },
        region: { width: 88 },
        feature_code: { label: "Feature", width: 100 },
        notes: { kind: "longText" },
        generated: { editable: false, hidden: true },
      },
    },
    customers: { position: 2, columns: { notes: { kind: "longText" } } },
    products: { position: 3, columns: { id: { hidden: true }, name: { width: 320 } } },
    orders: { position: 4, recordLabel: "id" },
    order_lines: { position: 5, recordLabel: "id" },
  },
};
