import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { customersTable, productsTable } from "@/lib/db/sample/superstore";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { referenceLabels } from "@/lib/testing/verbs";

let db: Db;
let viewer: Actor;
const PRODUCT = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59";

beforeAll(async () => {
  ({ db } = await testDatabase());
  viewer = await createUser(db, { role: "viewer" });
  await db.insert(customersTable).values([
    { id: "AA-1", name: "Ann", segment: "Consumer" },
    { id: "BB-2", name: "Bob", segment: "Consumer" },
  ]);
  const product = { id: PRODUCT, code: "X", name: "Chair", category: "Furniture" as const, subCategory: "Chairs" };
  await db.insert(productsTable).values({ ...product, listPrice: "1" });
});

test("keys become the labels of their records; what isn't there is left out", async () => {
  const { labels } = await referenceLabels(
    { db, actor: viewer },
    { table: "orders", column: "customerId", ids: ["AA-1", "BB-2", "gone"] },
  );
  expect(labels).toEqual({ "AA-1": "Ann", "BB-2": "Bob" });
});

test("what can't be a key at all is no error", async () => {
  const asked = { table: "order_lines", column: "productId", ids: ["not a uuid", PRODUCT] };
  expect((await referenceLabels({ db, actor: viewer }, asked)).labels).toEqual({ [PRODUCT]: "Chair" });
});

test("only foreign keys have labels", async () => {
  const ctx = { db, actor: viewer };
  await expect(referenceLabels(ctx, { table: "orders", column: "city", ids: ["x"] })).rejects.toMatchObject({
    code: "INVALID",
  });
  await expect(referenceLabels(ctx, { table: "orders", column: "nope", ids: ["x"] })).rejects.toMatchObject({
    code: "UNKNOWN_COLUMN",
  });
});
