import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { applyPlan, planValues } from "@/lib/testing/verbs";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";
import { runBulk } from "@/lib/testing/run-bulk";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db);
  await db.execute(sql`create table queue (id int primary key, pos int not null unique, name text)`);
  const table = pgTable("queue", {
    id: integer("id").primaryKey(),
    pos: integer("pos").notNull().unique(),
    name: text("name"),
  });
  registerTable(defineTable(table, { bulk: { minAsyncRecords: 5_000 } }));
});
beforeEach(async () => void (await db.execute(sql`truncate queue`)));

const fill = (positions: number[]) =>
  db.execute(sql`insert into queue select n::int, pos::int from jsonb_array_elements_text(${JSON.stringify(positions)}::text::jsonb)
    with ordinality as given(pos, n)`);
const positions = async () =>
  (await db.execute<{ pos: number }>(sql`select pos from queue order by id`)).map(({ pos }) => pos);
const skip = { errorPolicy: "skip_failed" as const };
const add = (by: string) => ({ kind: "update" as const, columns: { pos: { op: "add", by } } });

async function undo(taskId: string) {
  const planned = await planUndo({ db, actor }, { taskId });
  const { task, ran } = await applyPlan({ db, actor }, { taskId: planned.taskId, ...skip });
  if (ran === "background") await drain(db, planned.taskId);
  return task;
}

test.each(["1", "-1"])("a number in a row of unique numbers, each %s, and back by one undo", async (by) => {
  const before = Array.from({ length: 321 }, (_, i) => i + 1);
  await fill(before);
  const task = await runBulk(db, actor, add(by), { table: "queue", ...skip });
  expect(task.counts).toMatchObject({ changed: 321, failed: 0 });
  expect(await positions()).toEqual(before.map((pos) => pos + Number(by)));
  expect((await undo(task.id)).counts).toMatchObject({ changed: 321, failed: 0 });
  expect(await positions()).toEqual(before);
});

test("values handed on within one paste, in whatever order of ids, and back by one undo", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { minLength: 10 }),
      fc.integer({ min: 1, max: 9 }),
      async (order, moved) => {
        await db.execute(sql`truncate queue`);
        await fill(order);
        // The first `moved` in the order of positions each get the next position, and the last of them a free one.
        const holders = Array.from({ length: moved }, (_, i) => order.indexOf(i + 1 + (10 - moved)) + 1);
        const records = holders.map((id) => ({ id: String(id), version: null, values: { pos: order[id - 1]! + 1 } }));
        const planned = await planValues({ db, actor }, { table: "queue", origin: "paste", records });
        const { task } = await applyPlan({ db, actor }, { taskId: planned.taskId, ...skip });
        expect(task.counts).toMatchObject({ changed: moved, failed: 0 });
        expect((await undo(task.id)).counts).toMatchObject({ changed: moved, failed: 0 });
        expect(await positions()).toEqual(order);
      },
    ),
    { numRuns: 25 },
  );
});

test("all or nothing hands on unique values, too", async () => {
  await fill([1, 2, 3]);
  const task = await runBulk(db, actor, add("1"), { table: "queue", errorPolicy: "all_or_nothing" });
  expect(task.counts).toMatchObject({ changed: 3, failed: 0 });
  expect(await positions()).toEqual([2, 3, 4]);
});

test("two that would swap are refused by name, and nobody else suffers", async () => {
  await fill([1, 2, 3]);
  const records = [
    { id: "1", version: null, values: { pos: 2 } },
    { id: "2", version: null, values: { pos: 1 } },
    { id: "3", version: null, values: { pos: 9 } },
  ];
  const planned = await planValues({ db, actor }, { table: "queue", origin: "paste", records });
  const { task } = await applyPlan({ db, actor }, { taskId: planned.taskId, ...skip });
  expect(task.counts).toMatchObject({ changed: 1, failed: 2 });
  expect(await positions()).toEqual([1, 2, 9]);
});
