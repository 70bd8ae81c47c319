import { sql } from "drizzle-orm";
import { integer, pgSchema, text } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import { applyPlan, dryRunPlan, listOutcomes, planTask } from "@/lib/testing/verbs";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import { readRecord } from "@/lib/tables/list/list-records";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain } from "@/lib/testing/drain";

const set = { kind: "update" as const, columns: { v: { op: "set", value: "new" } } };
const remove = { kind: "delete" as const };

/** Trigger functions that refuse or change record 7. */
const raising = (what: string) =>
  `create function odd.f() returns trigger language plpgsql as $$ begin if old.id = 7 then ${what} end if; return coalesce(new, old); end $$`;
const onWrite = "create trigger t before update or delete on odd.t for each row execute function odd.f()";

/** What refuses record 7 of 40, and what is said of it. */
const REFUSALS: Record<string, { ddl: string; change: typeof set | typeof remove; message: RegExp }> = {
  "a trigger with a code of its own": {
    ddl: `${raising("raise exception 'Seven is sacred.' using errcode = 'ZX001';")}; ${onWrite}`,
    change: set,
    message: /^Seven is sacred\.$/,
  },
  "a trigger that just raises, in several lines": {
    ddl: `${raising("raise exception E'First line.\\nSecond line with details.';")}; ${onWrite}`,
    change: set,
    message: /^First line\.$/,
  },
  "a missing right within a trigger": {
    ddl: `do $$ begin create role swath_test_nobody; exception when duplicate_object then null; end $$;
      create table odd.secret (id int); grant usage on schema odd to swath_test_nobody;
      ${raising("perform from odd.secret;").replace("returns trigger", "returns trigger security definer")};
      alter function odd.f owner to swath_test_nobody; ${onWrite}`,
    change: set,
    message: /does not allow this record to be written/,
  },
  "a trigger that says in words what right is missing": {
    ddl: `${raising("raise insufficient_privilege using message = 'Seven is for the board only.';")}; ${onWrite}`,
    change: set,
    message: /^Seven is for the board only\.$/,
  },
  "a reference that is checked at the commit": {
    ddl: `create table odd.child (id int primary key, t_id int references odd.t deferrable initially deferred);
      insert into odd.child values (1, 7)`,
    change: remove,
    message: /still refer to this one/,
  },
  "a reference that restricts": {
    ddl: "create table odd.child (id int primary key, t_id int references odd.t on delete restrict); insert into odd.child values (1, 7)",
    change: remove,
    message: /still refer to this one/,
  },
  "a unique value that is checked at the commit": {
    ddl: `alter table odd.t add column u text; create unique index on odd.t (id);
      create constraint trigger c after update on odd.t deferrable initially deferred for each row execute function odd.late()`,
    change: set,
    message: /^Too late for seven\.$/,
  },
};

let db: Db;
let actor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  actor = await createUser(db, { role: "admin" });
});

async function make(ddl: string) {
  await db.execute(
    sql.raw(`drop schema if exists odd cascade; create schema odd; create table odd.t (id int primary key, v text);
    create function odd.late() returns trigger language plpgsql as $$ begin if new.id = 7 then raise exception 'Too late for seven.'; end if; return null; end $$;
    insert into odd.t select n, 'old' from generate_series(1, 40) n; ${ddl}`),
  );
  return registerTable(defineTable(pgSchema("odd").table("t", { id: integer("id").primaryKey(), v: text("v") })));
}

async function run(change: typeof set | typeof remove) {
  const { taskId } = await planTask({ db, actor }, { table: "t", selection: { kind: "matching" }, change });
  const dry = await dryRunPlan({ db, actor }, { taskId });
  const { ran } = await applyPlan(
    { db, actor },
    { taskId, change, confirmNumber: change.kind === "delete" ? 40 : undefined },
  );
  if (ran === "background") await drain(db, taskId);
  const { rows } = await listOutcomes({ db, actor }, { taskId });
  return { dry, rows };
}

test.each(Object.entries(REFUSALS))(
  "one refused record of forty is named, and the others are done: %s",
  async (_name, { ddl, change, message }) => {
    await make(ddl);
    const { dry, rows } = await run(change);
    expect(rows).toMatchObject([{ recordId: "7", outcome: "failed", message: expect.stringMatching(message) }]);
    // The dry run says the same as the run.
    expect(dry.counts).toMatchObject({ changed: 39, failed: 1 });
    expect(dry.refused).toMatchObject([{ record_id: "7", message: expect.stringMatching(message) }]);
  },
);

test("what a trigger put back is unchanged, and no history says otherwise", async () => {
  await make(
    `create function odd.f() returns trigger language plpgsql as $$ begin new.v := old.v; return new; end $$; ${onWrite}`,
  );
  const { dry } = await run(set);
  expect(dry.counts).toMatchObject({ changed: 0, unchanged: 40, failed: 0 });
  const [history] = await db.execute(
    sql`select count(*)::int as n from swath.record_history where table_name = 't' and after ->> 'v' = 'old'`,
  );
  expect(history).toEqual({ n: 0 });
});

test("a cell whose write a trigger dropped is not said to be saved", async () => {
  const table = await make(
    `create function odd.f() returns trigger language plpgsql as $$ begin return null; end $$; ${onWrite}`,
  );
  const row = await readRecord({ db, actor }, table, "1");
  const input = { table: "t", id: "1", column: "v", value: "mine", version: row!.version };
  await expect(saveRecordCell({ db, actor }, input)).rejects.toMatchObject({ code: "REFUSED" });
  expect(await saveRecordCell({ db, actor }, { ...input, value: "old" })).toMatchObject({ values: { v: "old" } });
});
