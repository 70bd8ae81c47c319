import { desc, sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import { applyPlan, planImport, planValues } from "@/lib/testing/verbs";
import type { Ctx } from "@/lib/ctx";
import type { Db } from "@/lib/db/client";
import { customersTable, orderLinesTable, ordersTable, productsTable } from "@/lib/db/sample/superstore";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { taskTables } from "@/lib/testing/task-tables";
import { customers, orders } from "@/lib/testing/sample-tables";
import { defineTable } from "@/lib/tables/define-table";
import { ReferenceTexts } from "./reference-texts";
import { registerTable } from "@/lib/tables/registry";

let db: Db;
let ctx: Ctx;
const DESK = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59";
const LAMP = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a60";

beforeAll(async () => {
  ({ db } = await testDatabase());
  const actor: Actor = await createUser(db);
  ctx = { db, actor };
  const customer = (id: string, name: string) => ({ id, name, segment: "Consumer" as const });
  // The name of the last one is the key of the first.
  const people = [customer("AA-1", "Ann"), customer("BB-2", "Bob"), customer("BB-3", "Bob"), customer("CC-4", "AA-1")];
  await db.insert(customersTable).values(people);
  const product = { category: "Furniture" as const, subCategory: "x", listPrice: "1" };
  await db.insert(productsTable).values([
    { id: DESK, code: "D", name: "Desk", ...product },
    { id: LAMP, code: "L", name: "Lamp", ...product },
  ]);
});
beforeEach(async () => {
  registerTable(customers);
  await db.execute(sql`truncate orders cascade`);
  await db.execute(sql`truncate ${taskTables}`);
  const order = { orderDate: "2024-01-01", shipMode: "Same Day" as const, city: "Oss", state: "NB", region: "S" };
  await db
    .insert(ordersTable)
    .values(["o1", "o2", "o3", "o4", "o5"].map((id) => ({ id, customerId: "BB-2", ...order })));
  await db
    .insert(orderLinesTable)
    .values({ id: 1, orderId: "o1", productId: LAMP, quantity: 1, sales: "1", profit: "1" });
});

async function pasted(table: string, column: string, texts: Record<string, string>) {
  const records = Object.entries(texts).map(([id, text]) => ({ id, version: null, values: { [column]: text } }));
  const { taskId } = await planValues(ctx, { table, origin: "paste", records });
  await applyPlan(ctx, { taskId });
  const refused = await db.select().from(recordOutcomes).orderBy(recordOutcomes.recordId);
  return refused.map(({ recordId, column, message }) => [recordId, column, message]);
}
const customersOfOrders = async () =>
  Object.fromEntries((await db.select().from(ordersTable)).map(({ id, customerId }) => [id, customerId]));

test("a pasted label becomes its record's key; a key is a key, even where it is a label as well", async () => {
  expect(await pasted("orders", "customerId", { o1: "Ann", o2: " BB-3 ", o3: "AA-1" })).toEqual([]);
  expect(await customersOfOrders()).toEqual({ o1: "AA-1", o2: "BB-3", o3: "AA-1", o4: "BB-2", o5: "BB-2" });
  expect(await pasted("order_lines", "productId", { "1": "Desk" })).toEqual([]);
  expect(await db.select().from(orderLinesTable)).toMatchObject([{ productId: DESK }]);
});

test("an unknown or ambiguous label refuses its own record with a sentence, the others are written", async () => {
  expect(await pasted("orders", "customerId", { o1: "Bob", o2: "Zoe", o3: "Ann" })).toEqual([
    ["o1", "customerId", "“Bob” is the name of 2 records of Customers: give the Id."],
    ["o2", "customerId", "There is no “Zoe” in Customers."],
  ]);
  expect(await customersOfOrders()).toMatchObject({ o1: "BB-2", o2: "BB-2", o3: "AA-1" });
});

test("records out of the actor's reach are known by key, never by label", async () => {
  registerTable(defineTable(customersTable, { scope: () => sql`${customersTable.id} <> 'AA-1'` }));
  expect(await pasted("orders", "customerId", { o1: "AA-1", o2: "BB-3" })).toEqual([]);
  expect(await customersOfOrders()).toMatchObject({ o1: "AA-1", o2: "BB-3" });
  const texts = new ReferenceTexts(ctx, orders);
  await texts.load([{ customerId: "Ann" }]);
  expect(texts.keyed({ customerId: "Ann" })).toEqual({
    column: "customerId",
    problem: "There is no “Ann” in Customers.",
  });
});

test("a block asks once per column, and remembers what it was told", async () => {
  let asked = 0;
  const counting = new Proxy(db, {
    get(target, name) {
      if (name === "execute") asked += 1;
      return Reflect.get(target, name) as unknown;
    },
  });
  const texts = new ReferenceTexts({ ...ctx, db: counting }, orders);
  const rows = Array.from({ length: 1_000 }, (_, i) => ({ customerId: i % 2 ? "Ann" : "CC-4" }));
  await texts.load(rows);
  await texts.load(rows);
  expect(asked).toBe(1);
});

test("an imported file may name records by label, too", async () => {
  const file = ["Id,Customer", "o1,Ann", "o2,Bob", "o3,CC-4", "o4,Nobody"].join("\n");
  const { update } = await planImport(
    ctx,
    { table: "orders", mode: "update", key: ["id"], columns: ["id", "customerId"] },
    new Blob([file]).stream(),
  );
  await applyPlan(ctx, { taskId: update!.taskId });
  expect(await customersOfOrders()).toMatchObject({ o1: "AA-1", o2: "BB-2", o3: "CC-4", o4: "BB-2" });
  const refused = await db.select().from(recordOutcomes).orderBy(recordOutcomes.id);
  expect(refused.map(({ label, recordId, message }) => label ?? `${recordId}: ${message}`).toSorted()).toEqual([
    "row 3: “Bob” is the name of 2 records of Customers: give the Id.",
    "row 5: There is no “Nobody” in Customers.",
  ]);
});

test("a cell of a file that is one record's key and another's name is refused, unless the header says which", async () => {
  const said = async (heading: string) => {
    const spec = { table: "orders", mode: "update" as const, key: ["id"], columns: ["id", "customerId"] };
    const { update } = await planImport(ctx, spec, new Blob([`Id,${heading}\no1,AA-1`]).stream());
    await applyPlan(ctx, { taskId: update!.taskId });
    const [refused] = await db.select().from(recordOutcomes).orderBy(desc(recordOutcomes.id)).limit(1);
    return refused ? refused.message : (await customersOfOrders()).o1;
  };
  expect(await said("Customer (key)")).toBe("AA-1");
  expect(await said("Customer (label)")).toBe("CC-4");
  expect(await said("Customer")).toBe(
    "“AA-1” is the Id of one record of Customers and the name of another: say in the file’s header which is meant, “Customer (key)” or “Customer (label)”.",
  );
});

test("blanks around a text are left out only where nothing is called so", async () => {
  const texts = new ReferenceTexts(ctx, orders);
  const given = [" Ann ", "\0", "\ud800", "   "];
  await texts.load(given.map((customerId) => ({ customerId })));
  expect(given.map((customerId) => texts.keyed({ customerId }))).toMatchObject([
    { values: { customerId: "AA-1" } },
    { problem: "There is no “\ufffd” in Customers." },
    { problem: "There is no “\ufffd” in Customers." },
    { values: { customerId: null } },
  ]);
});
