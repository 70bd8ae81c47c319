import { sql } from "drizzle-orm";
import { integer, pgTable, text } from "drizzle-orm/pg-core";
import fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { applyPlan, planValues } from "@/lib/testing/verbs";
import { taskRow } from "@/crash/tasks";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
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
  const inChunks = { chunkSize: 3, minAsyncRecords: 1, stopEarly: null };
  registerTable({ ...defineTable(table, { bulk: inChunks }), name: "queue_in_chunks" });
  // Unique by an expression, of some records, of two columns, and after the statement; nothing of it may be empty.
  await db.execute(sql`create table tickets (id int primary key, code text not null, room int not null,
    line int not null, unique (room, line), check (line >= 0));
    create unique index on tickets (lower(code)) where room >= 0`);
  const tickets = pgTable("tickets", {
    id: integer("id").primaryKey(),
    code: text("code").notNull(),
    room: integer("room").notNull(),
    line: integer("line").notNull(),
  });
  registerTable(defineTable(tickets, { bulk: { minAsyncRecords: 5_000 } }));
  registerTable({ ...defineTable(tickets, { bulk: inChunks }), name: "tickets_in_chunks" });
  await pretendWorkerIsAlive(db);
});
beforeEach(async () => void (await db.execute(sql`truncate queue`)));

const fill = (positions: number[]) =>
  db.execute(sql`insert into queue select n::int, pos::int from jsonb_array_elements_text(${JSON.stringify(positions)}::text::jsonb)
    with ordinality as given(pos, n)`);
const positions = async () =>
  (await db.execute<{ pos: number }>(sql`select pos from queue order by id`)).map(({ pos }) => pos);
const everything = async () => ({
  queue: [...(await db.execute(sql`select * from queue order by id`))],
  tickets: [...(await db.execute(sql`select * from tickets order by id`))],
});
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
    { numRuns: 12 },
  );
});

test("thousands that pass their values round are written as quickly as others", async () => {
  const n = 4_000;
  await fill(Array.from({ length: n }, (_, i) => i + 1));
  await db.execute(sql`analyze queue`);
  const begun = performance.now();
  const task = await paste("queue", moves(new Map(Array.from({ length: n }, (_, i) => [i + 1, ((i + 1) % n) + 1]))));
  expect(task).toMatchObject({ changed: n, failed: 0 });
  expect((await positions())[n - 1]).toBe(1);
  // Were any of it quadratic, it would be minutes.
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test("all or nothing hands on unique values, too", async () => {
  await fill([1, 2, 3]);
  const task = await runBulk(db, actor, add("1"), { table: "queue", errorPolicy: "all_or_nothing" });
  expect(task.counts).toMatchObject({ changed: 3, failed: 0 });
  expect(await positions()).toEqual([2, 3, 4]);
});

const moves = (to: Map<number, number>) =>
  [...to].map(([id, pos]) => ({ id: String(id), version: null, values: { pos } }));

async function paste(table: string, records: { id: string; version: null; values: Record<string, unknown> }[]) {
  const planned = await planValues({ db, actor }, { table, origin: "paste", records });
  const { task, ran } = await applyPlan({ db, actor }, { taskId: planned.taskId, ...skip });
  if (ran === "background") await drain(db, planned.taskId);
  return planned.taskId && ran === "background" ? taskRow(db, planned.taskId) : { id: task.id, ...task.counts };
}

test.each(["1", "-1"])("over any number of chunks, each %s, whatever order they are written in", async (by) => {
  await fill(Array.from({ length: 90 }, (_, i) => i + 1));
  const before = await positions();
  const task = await runBulk(db, actor, add(by), { table: "queue_in_chunks", ...skip });
  expect(await taskRow(db, task.id)).toMatchObject({ changed: 90, failed: 0 });
  expect(await positions()).toEqual(before.map((pos) => pos + Number(by)));
  await undo(task.id);
  expect(await positions()).toEqual(before);
});

test("whatever records of a table pass round, hand on or swap: all of it is written, and taken back by one undo", async () => {
  const ids = Array.from({ length: 12 }, (_, i) => i + 1);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(ids, { minLength: 12 }),
      fc.subarray(ids, { minLength: 2 }),
      fc.nat(),
      fc.option(fc.integer({ min: 100, max: 103 })),
      fc.constantFrom("queue", "queue_in_chunks", "tickets", "tickets_in_chunks"),
      async (order, chosen, seed, free, table) => {
        await db.execute(sql`truncate queue, tickets`);
        await fill(order);
        await db.execute(sql`insert into tickets select id, 'T' || pos, 1, pos from queue`);
        const before = await everything();
        // The chosen get each other's positions in some order; one of them, perhaps, one that nobody has.
        const held = chosen.map((id) => order[id - 1]!);
        const next = held.map((_, i) => held[(i * 5 + seed) % held.length]!);
        const given = new Set(next).size === held.length ? next : held.toReversed();
        if (free) given[0] = free;
        const records = table.startsWith("queue")
          ? moves(new Map(chosen.map((id, i) => [id, given[i]!])))
          : chosen.map((id, i) => ({
              id: String(id),
              version: null,
              values: { code: `t${given[i]}`, line: given[i]! },
            }));
        const task = await paste(table, records);
        expect(task).toMatchObject({ failed: 0, conflict: 0 });
        const after = await everything();
        for (const [i, id] of chosen.entries()) {
          if (table.startsWith("queue")) expect(after.queue[id - 1]).toMatchObject({ pos: given[i] });
          else expect(after.tickets[id - 1]).toMatchObject({ code: `t${given[i]}`, line: given[i] });
        }
        if (task.changed > 0) {
          const planned = await planUndo({ db, actor }, { taskId: task.id });
          const { ran } = await applyPlan({ db, actor }, { taskId: planned.taskId, ...skip });
          if (ran === "background") await drain(db, planned.taskId);
          expect(await taskRow(db, planned.taskId)).toMatchObject({ changed: task.changed, failed: 0, conflict: 0 });
        }
        expect(await everything()).toEqual(before);
      },
    ),
    { numRuns: Number(process.env.SWATH_PROPERTY_RUNS ?? 20) },
  );
}, 120_000);
