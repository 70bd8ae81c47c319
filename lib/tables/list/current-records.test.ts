import { sql } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { places } from "@/lib/testing/sample-tables";
import { currentRecords } from "./current-records";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";

let db: Db;
let viewer: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  viewer = await createUser(db, { role: "viewer" });
  await insertPlaces(db, 3, (id) => ({ country: id === 2 ? "DE" : "NL" }));
});
afterEach(() => registerTable(places));

const idsOf = async (ids: string[]) =>
  (await currentRecords({ db, actor: viewer }, { table: "places", ids })).map(({ id }) => id).toSorted();

test("a viewer reads the asked records; those that are gone are missing", async () => {
  expect(await idsOf(["3", "1", "99"])).toEqual(["1", "3"]);
  expect(await idsOf([])).toEqual([]);
  await expect(idsOf(["no number"])).rejects.toMatchObject({ code: "INVALID" });
});

test("records out of reach are missing, and a table that the role may not see is refused", async () => {
  registerTable(defineTable(placesTable, { scope: () => sql`${placesTable.country} = 'DE'` }));
  expect(await idsOf(["1", "2"])).toEqual(["2"]);
  registerTable(defineTable(placesTable, { access: { view: "admin" } }));
  await expect(idsOf(["1"])).rejects.toMatchObject({ code: "FORBIDDEN" });
});
