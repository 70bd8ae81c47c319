import { columnFacets } from "@/lib/testing/verbs";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { customersTable, ordersTable } from "@/lib/db/sample/superstore";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import type { ColumnFacetsInput } from "./column-facets";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";

let db: Db;
let viewer: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  viewer = await createUser(db, { role: "viewer" });
  await insertPlaces(db, 300, (id) => ({
    country: ["NL", "DE", "DE"][id % 3]!,
    region: id % 4 === 0 ? null : String(id % 60),
    tags: id % 2 ? ["odd", "all"] : id % 10 === 0 ? [] : ["all"],
    latitude: id % 2 ? "1.50000" : "-2.00000",
  }));
  await db.insert(customersTable).values([
    { id: "AA-1", name: "Ann", segment: "Consumer" },
    { id: "BB-2", name: "Bob", segment: "Consumer" },
  ]);
  await db.insert(ordersTable).values(
    ["AA-1", "AA-1", "BB-2"].map((customerId, i) => ({
      id: `O-${i}`,
      customerId,
      orderDate: "2024-01-02",
      shipMode: "First Class" as const,
      city: "X",
      state: "Y",
      region: "Z",
    })),
  );
});

const facets = (column: string, more: Partial<ColumnFacetsInput> = {}) =>
  columnFacets({ db, actor: viewer }, { table: "places", column, ...more });

test("distinct values with their counts, the commonest first, as a filter takes them", async () => {
  expect((await facets("country")).facets).toEqual([
    { value: "DE", label: null, count: 200 },
    { value: "NL", label: null, count: 100 },
  ]);
  expect((await facets("latitude")).facets.map(({ value }) => value)).toEqual(["-2.00000", "1.50000"]);
  expect((await facets("capital")).facets).toEqual([{ value: false, label: null, count: 300 }]);
});

test("only records that match are counted, and only values that contain what is searched", async () => {
  const filter = { join: "and" as const, rules: [{ column: "geonameId", operator: "lte", value: 30 }] };
  expect((await facets("country", { filter })).facets.map(({ count }) => count)).toEqual([20, 10]);
  expect((await facets("country", { filter, q: "n" })).facets).toEqual([{ value: "NL", label: null, count: 10 }]);
});

test("empty is a value too, and says when there are more than are listed", async () => {
  const listed = await facets("region");
  expect(listed.facets[0]).toEqual({ value: null, label: null, count: 75 });
  expect((await facets("name")).more).toBe(true);
  expect((await facets("name")).facets).toHaveLength(50);
  expect((await facets("country")).more).toBe(false);
});

test("lists are counted by item, foreign keys come with their labels and are searched by them", async () => {
  expect((await facets("tags")).facets).toEqual([
    { value: "all", label: null, count: 270 },
    { value: "odd", label: null, count: 150 },
    { value: null, label: null, count: 30 },
  ]);
  const customers = await facets("customerId", { table: "orders" });
  expect(customers.facets).toEqual([
    { value: "AA-1", label: "Ann", count: 2 },
    { value: "BB-2", label: "Bob", count: 1 },
  ]);
  const found = await facets("customerId", { table: "orders", q: "bo" });
  expect(found.facets.map(({ value }) => value)).toEqual(["BB-2"]);
});

test("row scope holds, unknown columns and json are refused, and so is who may not see the table", async () => {
  registerTable(defineTable(placesTable, { scope: () => sql`country = 'NL'` }));
  expect((await facets("country")).facets).toEqual([{ value: "NL", label: null, count: 100 }]);
  registerTable(defineTable(placesTable, { access: { view: "editor" } }));
  await expect(facets("country")).rejects.toMatchObject({ code: "FORBIDDEN" });
  registerTable(defineTable(placesTable));
  await expect(facets("nope")).rejects.toMatchObject({ code: "UNKNOWN_COLUMN" });
  await expect(facets("preferences", { table: "customers" })).rejects.toMatchObject({ code: "INVALID" });
});
