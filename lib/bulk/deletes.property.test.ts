import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { violations } from "@/crash/oracle";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { customersTable, orderLinesTable, ordersTable } from "@/lib/db/sample/superstore";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { pretendWorkerIsAlive, runChunks } from "@/lib/testing/drain";
import { taskTables } from "@/lib/testing/task-tables";
import { applyPlan, planTask } from "@/lib/testing/verbs";
import { CONFLICT_POLICIES, type ConflictPolicy, ERROR_POLICIES } from "./model/policies";
import { planRetry, planUndo } from "./plan/plan-child";

const CHUNK = 3;
const PRODUCT = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59";
const CUSTOMERS = ["C1", "C2", "C3", "C4"];
const ORDERS = Array.from({ length: 9 }, (_, i) => `O${i + 1}`);

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db, { role: "admin" });
  const bulk = { chunkSize: CHUNK, minAsyncRecords: 1, stopEarly: null };
  registerTable(defineTable(customersTable, { bulk }));
  registerTable(defineTable(ordersTable, { bulk }));
});

type TableName = "customers" | "orders";
/** A customer's notes or an order's region, and whose order it is. */
type Row = { text: string; customer: string | null };
/** Lines by id; each names its order. Orders take their lines along; customers who have orders can't be deleted. */
interface World {
  customers: Map<string, Row>;
  orders: Map<string, Row>;
  lines: Map<number, string>;
}
type Taken = { row: Row; lines: number[] };
type Outcome = "changed" | "unchanged" | "conflict" | "failed" | "gone" | "unprocessed";
interface Past {
  id: string;
  table: TableName;
  deletes: boolean;
  written: Map<string, Taken>;
  toRetry: string[];
  isUndo: boolean;
}

const step = fc.record({
  kind: fc.constantFrom("orders", "orders", "customers", "undo", "undo", "retry"),
  orders: fc.subarray(ORDERS, { minLength: 1 }),
  customers: fc.subarray(CUSTOMERS, { minLength: 1 }),
  /** What others do between the freeze and the write. */
  others: fc.array(
    fc.record({
      what: fc.constantFrom("edit", "delete", "line", "insert", "editCustomer"),
      order: fc.constantFrom(...ORDERS),
      customer: fc.constantFrom(...CUSTOMERS),
    }),
    { maxLength: 3 },
  ),
  errorPolicy: fc.constantFrom("skip_failed" as const, "skip_failed" as const, ...ERROR_POLICIES),
  conflictPolicy: fc.constantFrom("skip" as const, ...CONFLICT_POLICIES),
  cancelAfter: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null, freq: 4 }),
  of: fc.nat(),
  /** Of an undo: every second record only. */
  part: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const same = (a: Row, b: Row) => a.text === b.text && a.customer === b.customer;
const linesOf = (world: World, order: string) => [...world.lines].flatMap(([id, of]) => (of === order ? [id] : []));
const hasOrders = (world: World, customer: string) => [...world.orders.values()].some((o) => o.customer === customer);

/** What becomes of one record, in plain TypeScript, and what is written of it. */
function write(
  world: World,
  table: TableName,
  id: string,
  stale: boolean,
  undo: Past | undefined,
): [Outcome, Taken | undefined] {
  const row = world[table].get(id);
  const was = undo?.written.get(id);
  if (undo?.deletes) {
    if (row) return [same(row, was!.row) ? "unchanged" : "conflict", undefined];
    if (was!.row.customer && !world.customers.has(was!.row.customer)) return ["failed", undefined];
    world[table].set(id, was!.row);
    for (const line of was!.lines) world.lines.set(line, id);
    return ["changed", was];
  }
  if (!row) return ["gone", undefined];
  if (was ? !same(row, was.row) : stale) return ["conflict", undefined];
  if (table === "customers" && hasOrders(world, id)) return ["failed", undefined];
  const lines = table === "orders" ? linesOf(world, id) : [];
  world[table].delete(id);
  for (const line of lines) world.lines.delete(line);
  return ["changed", { row, lines }];
}

const NO_HARM: ReadonlySet<Outcome> = new Set(["changed", "unchanged", "unprocessed"]);

/** `write` for every frozen record. An all-or-nothing task that meets one bad record leaves the world as it was. */
function model(
  world: World,
  frozen: string[],
  stale: Set<string>,
  given: Step,
  table: TableName,
  chunkOf: Map<string, number>,
  undo?: Past,
) {
  const atomic = given.errorPolicy === "all_or_nothing";
  const chunks =
    given.cancelAfter === null || (atomic && given.cancelAfter > 0) ? Number.POSITIVE_INFINITY : given.cancelAfter;
  const next: World = {
    customers: new Map(world.customers),
    orders: new Map(world.orders),
    lines: new Map(world.lines),
  };
  const outcomes = new Map<string, Outcome>();
  const written = new Map<string, Taken>();
  frozen.forEach((id) => {
    const [outcome, taken] =
      chunkOf.get(id)! < chunks ? write(next, table, id, stale.has(id), undo) : (["unprocessed", undefined] as const);
    outcomes.set(id, outcome);
    if (taken) written.set(id, taken);
  });
  const refused = atomic && [...outcomes.values()].some((o) => !NO_HARM.has(o));
  if (!refused) return { world: next, outcomes, written, refused };
  for (const [id, outcome] of outcomes) if (outcome === "changed") outcomes.set(id, "unprocessed");
  return { world, outcomes, written: new Map<string, Taken>(), refused };
}

/** Which chunk holds each record: an undo has those that its task wrote, so they are read, not reckoned. */
async function chunksOf(taskId: string): Promise<Map<string, number>> {
  const rows = await db.execute<{ id: string; chunk: number }>(
    sql`select id, (dense_rank() over (order by seq))::int - 1 as chunk
          from swath.bulk_chunks, unnest(record_ids) as id where task_id = ${taskId}`,
  );
  return new Map(rows.map(({ id, chunk }) => [id, chunk]));
}

let fresh = 0;
/** Others write; answers with the records whose version is no longer the frozen one. */
async function othersWrite(world: World, others: Step["others"]): Promise<Set<string>> {
  const stale = new Set<string>();
  for (const { what, order, customer } of others) {
    const [row, owner, text, line] = [
      world.orders.get(order),
      world.customers.get(customer),
      `x${++fresh}`,
      1_000 + fresh,
    ];
    if (what === "editCustomer" && owner) {
      await db.execute(sql`update customers set notes = ${text} where id = ${customer}`);
      world.customers.set(customer, { ...owner, text });
      stale.add(customer);
    } else if (what === "edit" && row) {
      await db.execute(sql`update orders set region = ${text} where id = ${order}`);
      world.orders.set(order, { ...row, text });
      stale.add(order);
    } else if (what === "delete" && row) {
      await db.execute(sql`delete from orders where id = ${order}`);
      for (const id of linesOf(world, order)) world.lines.delete(id);
      world.orders.delete(order);
    } else if (what === "line" && row) {
      await insertLine(line, order);
      world.lines.set(line, order);
    } else if (what === "insert" && !row && owner) {
      await insertOrder(order, { text, customer });
      world.orders.set(order, { text, customer });
      stale.add(order);
    }
  }
  return stale;
}

const insertOrder = (id: string, { text, customer }: Row) =>
  db.execute(sql`insert into orders (id, customer_id, order_date, ship_mode, city, state, region)
    values (${id}, ${customer}, '2026-01-01', 'First Class', 'Utrecht', 'UT', ${text})`);
const insertLine = (id: number, order: string) =>
  db.execute(sql`insert into order_lines (id, order_id, product_id, quantity, sales, profit)
    values (${id}, ${order}, ${PRODUCT}, 1, 10, 1)`);

async function begin(): Promise<World> {
  // Many runs take longer than a heartbeat counts.
  await pretendWorkerIsAlive(db);
  await db.execute(sql`truncate customers, products, orders, order_lines,
    ${taskTables}`);
  await db.execute(sql`insert into products (id, code, name, category, sub_category, list_price)
    values (${PRODUCT}, 'P', 'P', 'Furniture', 'Chairs', 1)`);
  for (const id of CUSTOMERS) {
    await db.execute(sql`insert into customers (id, name, segment, notes) values (${id}, ${id}, 'Consumer', 'n')`);
  }
  for (const [i, id] of ORDERS.entries()) {
    await insertOrder(id, { text: "r", customer: CUSTOMERS[i % 3]! });
    for (let line = 0; line < i % 3; line++) await insertLine(10 * i + line, id);
  }
  return actualWorld();
}

async function actualWorld(): Promise<World> {
  const [customers, orders, lines] = [
    await db.select().from(customersTable),
    await db.select().from(ordersTable),
    await db.select().from(orderLinesTable),
  ];
  return {
    customers: new Map(customers.map((c) => [c.id, { text: c.notes ?? "", customer: null }])),
    orders: new Map(orders.map((o) => [o.id, { text: o.region, customer: o.customerId }])),
    lines: new Map(lines.map((l) => [l.id, l.orderId])),
  };
}

interface Planned {
  taskId: string;
  table: TableName;
  frozen: string[];
  undo: Past | undefined;
}

async function plan(given: Step, pasts: Past[], world: World): Promise<Planned | undefined> {
  const ctx = { db, actor };
  if (given.kind === "orders" || given.kind === "customers") {
    const ids = given[given.kind].filter((id) => world[given.kind as TableName].has(id));
    if (ids.length === 0) return undefined;
    const selection = { kind: "records" as const, ids };
    const { taskId } = await planTask(ctx, { table: given.kind, selection, change: { kind: "delete" } });
    return { taskId, table: given.kind, frozen: ids.toSorted(), undo: undefined };
  }
  const isUndo = given.kind === "undo";
  const toRetry = (past: Past) => (past.isUndo ? [] : past.toRetry.filter((id) => world[past.table].has(id)));
  const candidates = pasts.filter((past) => (isUndo ? past.written.size > 0 : toRetry(past).length > 0));
  const past = candidates[given.of % candidates.length];
  if (!past) return undefined;
  if (isUndo && given.part) {
    const ids = [...past.written.keys()].filter((_, i) => i % 2 === 0);
    const { taskId } = await planUndo(ctx, { taskId: past.id, ids });
    return { taskId, table: past.table, frozen: ids.toSorted(), undo: past };
  }
  const { taskId } = await (isUndo ? planUndo : planRetry)(ctx, { taskId: past.id });
  const frozen = isUndo ? [...past.written.keys()] : toRetry(past);
  return { taskId, table: past.table, frozen: frozen.toSorted(), undo: isUndo ? past : undefined };
}

async function check(taskId: string, outcomes: Map<string, Outcome>, written: Map<string, Taken>, refused: boolean) {
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  expect(await violations(db, task!)).toEqual([]);
  expect(task!.state === "failed" && task!.processed < task!.total).toBe(refused && task!.processed < task!.total);
  const listed = await db.execute<{ id: string; outcome: Outcome }>(sql`
    select record_id as id, outcome::text from swath.record_outcomes where task_id = ${taskId}
    union all
    select record_id, 'changed' from swath.record_history where task_id = ${taskId} and level = 0`);
  const expected = [...outcomes]
    .filter(([, outcome]) => outcome !== "unprocessed" && outcome !== "unchanged")
    .toSorted();
  expect(listed.map(({ id, outcome }) => [id, outcome]).toSorted()).toEqual(expected);
  const went = await db.execute<{ line: number; order: string }>(sql`
    select record_id::int as line, root_id as order from swath.record_history
    where task_id = ${taskId} and level > 0 order by 1`);
  const lines = [...written].flatMap(([order, taken]) => taken.lines.map((line) => ({ line, order })));
  expect([...went]).toEqual(lines.toSorted((a, b) => a.line - b.line));
}

test("whatever is deleted, taken along, refused, brought back and deleted again: the tables are what the model says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      let world = await begin();
      const pasts: Past[] = [];
      for (const given of steps) {
        const planned = await plan(given, pasts, world);
        if (!planned) continue;
        const { taskId, table, frozen, undo } = planned;
        const changed = await othersWrite(world, given.others);
        const stale = stillFrozen(given.conflictPolicy, changed);
        const { errorPolicy, conflictPolicy } = given;
        await applyPlan({ db, actor }, { taskId, errorPolicy, conflictPolicy, confirmNumber: frozen.length });
        const chunkOf = await chunksOf(taskId);
        await runChunks({ db, actor }, taskId, given.cancelAfter);
        const result = model(world, frozen, stale, given, table, chunkOf, undo);
        world = result.world;
        await check(taskId, result.outcomes, result.written, result.refused);
        expect(await actualWorld()).toEqual(world);
        const toRetry = [...result.outcomes].flatMap(([id, o]) => (o === "changed" || o === "gone" ? [] : [id]));
        const deletes = undo ? !undo.deletes : true;
        pasts.push({ id: taskId, table, deletes, written: result.written, toRetry, isUndo: undo !== undefined });
      }
    }),
    { numRuns: Number(process.env.SWATH_PROPERTY_RUNS ?? 30) },
  );
}, 240_000);

const stillFrozen = (policy: ConflictPolicy, changed: Set<string>) =>
  policy === "overwrite" ? new Set<string>() : changed;
