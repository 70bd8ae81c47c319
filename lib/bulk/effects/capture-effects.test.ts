import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { violations } from "@/crash/oracle";
import { startTask, taskRow } from "@/crash/tasks";
import type { Actor } from "@/lib/model/actor";
import type { Db, Tx } from "@/lib/db/client";
import { orderLinesTable } from "@/lib/db/sample/superstore";
import { getTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";
import { untilLockAwaited } from "@/lib/testing/sessions";

const PRODUCT = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59";
let db: Db;
let admin: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  admin = await createUser(db, { role: "admin" });
  await db.execute(sql`insert into customers (id, name, segment) values ('C', 'C', 'Consumer')`);
  await db.execute(sql`insert into products (id, code, name, category, sub_category, list_price)
    values (${PRODUCT}, 'P', 'P', 'Furniture', 'Chairs', 1)`);
});

const insertLine = (tx: Db | Tx, id: number, order: string) =>
  tx.execute(sql`insert into order_lines (id, order_id, product_id, quantity, sales, profit)
    values (${id}, ${order}, ${PRODUCT}, 1, 10, 1)`);

/** Deletes the orders A and B, each with one line, while another person's transaction is in the middle of something. */
async function deleteOrdersDuring(meanwhile: (tx: Tx) => Promise<unknown>) {
  await db.execute(sql`truncate orders, order_lines, swath.record_changes`);
  for (const [i, id] of ["A", "B"].entries()) {
    await db.execute(sql`insert into orders (id, customer_id, order_date, ship_mode, city, state, region)
      values (${id}, 'C', '2026-01-01', 'First Class', 'Utrecht', 'UT', 'West')`);
    await insertLine(db, i + 1, id);
  }
  const taskId = await startTask(db, admin, { kind: "delete" }, { table: getTable("orders") });
  let commit = () => {};
  let begun = () => {};
  const inTheMiddle = new Promise<void>((resolve) => (begun = resolve));
  const other = db.transaction(async (tx) => {
    await meanwhile(tx);
    begun();
    await new Promise<void>((resolve) => (commit = resolve));
  });
  await inTheMiddle;
  const drained = drain(db, taskId);
  await untilLockAwaited(db);
  commit();
  await other;
  await drained;
  const task = await taskRow(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  const went = await db.execute<{ line: string; root: string }>(sql`
    select record_id as line, root_id as root from swath.record_history
    where task_id = ${taskId} and level > 0 order by 1`);
  return { task, went: [...went] };
}

test("what belongs to a record that is edited at the last moment stays, and no history says that it went", async () => {
  const { task, went } = await deleteOrdersDuring((tx) =>
    tx.execute(sql`update orders set region = 'East' where id = 'A'`),
  );
  expect(task).toMatchObject({ state: "partial", changed: 1, conflict: 1 });
  expect(went).toEqual([{ line: "2", root: "B" }]);
  expect(await db.select().from(orderLinesTable).where(eq(orderLinesTable.orderId, "A"))).toHaveLength(1);
});

test("what is added to a record at the last moment goes with it, and history knows", async () => {
  const { task, went } = await deleteOrdersDuring((tx) => insertLine(tx, 3, "A"));
  expect(task).toMatchObject({ state: "succeeded", changed: 2 });
  expect(went).toEqual([
    { line: "1", root: "A" },
    { line: "2", root: "B" },
    { line: "3", root: "A" },
  ]);
});
