import { type Asked, summariseSelection } from "@/lib/testing/verbs";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";

let db: Db;
let viewer: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  viewer = await createUser(db, { role: "viewer" });
  await insertPlaces(db, 100, (id) => ({ population: id % 10, latitude: `${id % 4}.25000` }));
});

const matching = {
  kind: "matching" as const,
  filter: { join: "and" as const, rules: [{ column: "population", operator: "gte", value: 5 }] },
};
const summary = (selection: Asked<typeof summariseSelection>["selection"], column = "population", actor = viewer) =>
  summariseSelection({ db, actor }, { table: "places", selection, column });

test("all matching, without the excluded ones", async () => {
  expect(await summary({ ...matching, exceptIds: ["5", "6"] })).toEqual({
    records: 48,
    values: 48,
    sum: "339",
    average: "7.06",
    min: "5",
    max: "9",
    distinct: 5,
    estimated: false,
  });
});

test("records listed one by one, decimals to their last digit", async () => {
  expect(await summary({ kind: "records", ids: ["1", "2", "3"] }, "latitude")).toMatchObject({
    records: 3,
    sum: "6.75000",
    average: "2.25",
    min: "1.25000",
    max: "3.25000",
    distinct: 3,
  });
});

test("nothing selected amounts to nothing, not to zero", async () => {
  expect(await summary({ kind: "records", ids: ["999"] })).toMatchObject({ records: 0, sum: null, average: null });
});

test("row scope holds; texts, unknown columns and who may not see the table are refused", async () => {
  registerTable(defineTable(placesTable, { scope: () => sql`population = 3` }));
  expect(await summary({ kind: "matching" })).toMatchObject({ records: 10, sum: "30", distinct: 1 });
  registerTable(defineTable(placesTable, { access: { view: "editor" } }));
  await expect(summary(matching)).rejects.toMatchObject({ code: "FORBIDDEN" });
  registerTable(defineTable(placesTable));
  await expect(summary(matching, "name")).rejects.toMatchObject({ code: "INVALID" });
  await expect(summary(matching, "nope")).rejects.toMatchObject({ code: "UNKNOWN_COLUMN" });
});
