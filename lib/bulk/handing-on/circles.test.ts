import { sql } from "drizzle-orm";
import { integer, pgSchema, text } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import { violations } from "@/crash/oracle";
import { taskRow } from "@/crash/tasks";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { applyPlan, dryRunPlan, listOutcomes, planValues } from "@/lib/testing/verbs";

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db, { role: "admin" });
});

/** `seat(id, code, note)` with the codes a, b, c, d of the records 1 to 4. */
async function make(ddl: string) {
  await db.execute(
    sql.raw(`drop schema if exists round cascade; create schema round;
    create table round.seat (id int primary key, code text, note text);
    insert into round.seat select n, chr(96 + n) from generate_series(1, 4) n; ${ddl}`),
  );
  registerTable(
    defineTable(
      pgSchema("round").table("seat", { id: integer("id").primaryKey(), code: text("code"), note: text("note") }),
    ),
  );
}

const codes = async () =>
  (await db.execute<{ code: string }>(sql`select code from round.seat order by id`)).map(({ code }) => code).join("");

/** Gives the records 1, 2, … these codes, and says what became of them; checks that the dry run said the same. */
async function give(next: string) {
  const records = next.split("").map((code, i) => ({ id: String(i + 1), version: null, values: { code } }));
  const { taskId } = await planValues({ db, actor }, { table: "seat", origin: "paste", records });
  const dry = await dryRunPlan({ db, actor }, { taskId });
  await applyPlan({ db, actor }, { taskId });
  const task = await taskRow(db, taskId);
  expect(await violations(db, task)).toEqual([]);
  expect(dry.counts).toMatchObject({ changed: task.changed, failed: task.failed });
  const { rows } = await listOutcomes({ db, actor }, { taskId });
  return { task, refused: Object.fromEntries(rows.map(({ recordId, message }) => [recordId, message])) };
}

async function undo(taskId: string) {
  const planned = await planUndo({ db, actor }, { taskId });
  await applyPlan({ db, actor }, { taskId: planned.taskId });
  return taskRow(db, planned.taskId);
}

const UNIQUE = "alter table round.seat add unique (code)";

/** Schemas in which a swap has to be written in different ways. */
const SCHEMAS: Record<string, string> = {
  "a value that may be empty": UNIQUE,
  "a value that must not be empty": `${UNIQUE}; alter table round.seat alter code set not null`,
  "a value that a CHECK does not want to be empty": `${UNIQUE}; alter table round.seat add check (code is not null)`,
  "only one may be empty": "create unique index on round.seat (code) nulls not distinct",
  "checked after the statement": `${UNIQUE} deferrable`,
  "checked at the commit": `${UNIQUE} deferrable initially deferred`,
  "by an expression, of some records": "create unique index on round.seat (upper(code)) where id > 0",
};

test.each(Object.entries(SCHEMAS))("two swaps and a circle of three, and back by one undo: %s", async (_name, ddl) => {
  await make(ddl);
  for (const next of ["badc", "bcad"]) {
    const { task } = await give(next);
    expect(task).toMatchObject({ state: "succeeded", failed: 0 });
    expect(await codes()).toBe(next);
    expect(await undo(task.id)).toMatchObject({ changed: task.changed, failed: 0 });
    expect(await codes()).toBe("abcd");
  }
});

test("the history of a parked record has one change: what it held before, and what it holds now", async () => {
  await make(UNIQUE);
  const { task } = await give("ba");
  const history = await db.execute(sql`
    select record_id as id, before ->> 'code' as before, after ->> 'code' as after from swath.record_history
    where task_id = ${task.id} order by 1`);
  expect([...history]).toEqual([
    { id: "1", before: "a", after: "b" },
    { id: "2", before: "b", after: "a" },
  ]);
});

test("records that refer to the values stay with whom they referred to", async () => {
  await make(`${UNIQUE}; create table round.child (id int primary key, code text references round.seat (code) on update cascade);
    insert into round.child values (1, 'a'), (2, 'b')`);
  const { task } = await give("ba");
  const children = () => db.execute(sql`select code from round.child order by id`);
  expect([...(await children())]).toEqual([{ code: "b" }, { code: "a" }]);
  await undo(task.id);
  expect([...(await children())]).toEqual([{ code: "a" }, { code: "b" }]);
});

test("one that is refused breaks its circle, and no other", async () => {
  await make(`${UNIQUE}; alter table round.seat add check (id <> 1 or code <> 'b')`);
  const { refused } = await give("badc");
  expect(refused).toMatchObject({
    1: "Breaks the rule “check”.",
    2: "Code must be unique, and a record of the same task keeps this value.",
  });
  expect(await codes()).toBe("abdc");

  await make(`${UNIQUE}; create function round.f() returns trigger language plpgsql as
    $$ begin if new.id = 1 then raise exception 'One is sacred.'; end if; return new; end $$;
    create trigger t before update on round.seat for each row execute function round.f()`);
  const broken = await give("badc");
  expect(broken.refused[1]).toMatch(/^It passes values round .* One is sacred\.$/);
  expect(broken.refused[2]).toBe(broken.refused[1]);
  expect(await codes()).toBe("abdc");
});

test("who wants the value of one that keeps it is told whose it is: of the same task, or not", async () => {
  await make(UNIQUE);
  // 1 wants the value of 4, which is not of the task; 2 that of 1, and 3 that of 2.
  const { refused } = await give("dab");
  expect(refused).toEqual({
    1: "Code must be unique, and another record already has this value.",
    2: "Code must be unique, and a record of the same task keeps this value.",
    3: "Code must be unique, and a record of the same task keeps this value.",
  });
  expect(await codes()).toBe("abcd");
});

test("keys don't change places, and it is said why", async () => {
  await make("");
  const records = [
    { id: "1", version: null, values: { id: 2 } },
    { id: "2", version: null, values: { id: 1 } },
  ];
  const keyed = pgSchema("round").table("seat", { id: integer("id").primaryKey(), code: text("code") });
  registerTable(defineTable(keyed, { columns: { id: { editable: true } } }));
  const { taskId } = await planValues({ db, actor }, { table: "seat", origin: "paste", records });
  await applyPlan({ db, actor }, { taskId });
  const { rows } = await listOutcomes({ db, actor }, { taskId });
  expect(rows).toHaveLength(2);
  for (const { message } of rows)
    expect(message).toMatch(/held by another record of the same task, and the other way round/);
});
