import { beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { places } from "@/lib/testing/sample-tables";
import { orderOf } from "./keyset";
import { listRecords } from "@/lib/testing/verbs";
import { slowSort } from "./slow-sort";

let admin: Ctx;
let editor: Ctx;

beforeAll(async () => {
  const { db } = await testDatabase();
  admin = { db, actor: await createUser(db, { role: "admin" }) };
  editor = { db, actor: await createUser(db) };
  await insertPlaces(db, 3);
  await sayRecords(1_000_000);
});

const byRegion = orderOf(places, [
  { column: "region", direction: "desc" },
  { column: "capital", direction: "asc" },
]);

/** What the planner believes of the table's size. */
const sayRecords = (n: number) =>
  admin.db.execute(sql`update pg_class set reltuples = ${n}::real where relname = 'places'`);

test("an admin is told which index a slow sort lacks, until it is there", async () => {
  const slow = await slowSort(admin, places, byRegion, 340.4);
  expect(slow).toEqual({
    column: "Region",
    ms: 340,
    index: 'create index concurrently on "places" ("region", "capital" desc, "geoname_id");',
  });
  await admin.db.execute(sql.raw(slow!.index));
  await sayRecords(1_000_000);
  expect(await slowSort(admin, places, byRegion, 340)).toBeNull();
});

test("nothing is said of quick pages, of orders with an index, or to others", async () => {
  const byFeature = orderOf(places, [{ column: "featureCode", direction: "asc" }]);
  expect(await slowSort(admin, places, byFeature, 20)).toBeNull();
  expect(await slowSort(editor, places, byFeature, 2_000)).toBeNull();
  expect(await slowSort(admin, places, orderOf(places, [{ column: "name", direction: "asc" }]), 2_000)).toBeNull();
  await sayRecords(1_000);
  expect(await slowSort(admin, places, byFeature, 2_000)).toBeNull();
  expect((await listRecords(admin, { table: "places", sort: [] })).slowSort).toBeNull();
});
