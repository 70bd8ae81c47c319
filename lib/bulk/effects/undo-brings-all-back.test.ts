import { sql } from "drizzle-orm";
import { integer, pgSchema, pgTable, text } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import { applyPlan, planTask, previewPlan } from "@/lib/testing/verbs";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Db } from "@/lib/db/client";
import type { Actor } from "@/lib/model/actor";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { type TestDatabase, testDatabase } from "@/lib/testing/database";

/** What other people's schemas do on a delete. `root` is the one declared table, and only with its key and a name. */
const SCHEMAS: Record<string, { ddl: string; tables: string[]; ids?: string[]; cascades?: unknown; deleted?: number }> =
  {
    "a tree that refers to itself": {
      ddl: `create table root (id int primary key, name text, parent int references root on delete cascade);
      insert into root values (1, 'root', null), (2, 'child', 1), (3, 'grandchild', 2), (4, 'other', null)`,
      tables: ["root"],
      cascades: [{ table: "Root", count: 2, effect: "deleted", lasting: false }],
    },
    "rows that refer to each other in a circle": {
      ddl: `create table root (id int primary key, name text);
      create table a (id int primary key, root_id int references root on delete cascade, b_id int);
      create table b (id int primary key, a_id int references a on delete cascade);
      alter table a add foreign key (b_id) references b on delete cascade deferrable initially deferred;
      insert into root values (1, 'r'); insert into a values (1, 1, null); insert into b values (1, 1); update a set b_id = 1`,
      tables: ["root", "a", "b"],
    },
    "two ways to the same table": {
      ddl: `create table root (id int primary key, name text);
      create table middle (id int primary key, root_id int references root on delete cascade);
      create table leaf (id int primary key, root_id int references root on delete cascade, middle_id int references middle on delete cascade);
      insert into root values (1, 'r'), (2, 's'); insert into middle values (1, 1), (2, 2);
      insert into leaf values (1, 1, 2), (2, null, 1), (3, 1, 1), (4, 2, 2)`,
      tables: ["root", "middle", "leaf"],
    },
    "references that are emptied": {
      ddl: `create table root (id int primary key, name text);
      create table child (id int primary key, root_id int references root on delete set null, note text);
      insert into root values (1, 'r'); insert into child select n, 1, 'n' || n from generate_series(1, 5) n`,
      tables: ["root", "child"],
      cascades: [{ table: "other.child", count: 5, effect: "cleared", lasting: false }],
    },
    "references that get their default, and one column of two that is emptied": {
      ddl: `create table root (id int primary key, name text, region text default 'eu', unique (region, id));
      create table child (id int primary key, root_id int default 2 references root on delete set default);
      create table pair (id int primary key, region text, root_id int,
        foreign key (region, root_id) references root (region, id) on delete set null (root_id));
      insert into root values (1, 'r'), (2, 's'); insert into child values (1, 1), (2, 2);
      insert into pair values (1, 'eu', 1), (2, 'eu', 2)`,
      tables: ["root", "child", "pair"],
    },
    "keys onto unique columns, and of several columns": {
      ddl: `create table root (id int primary key, name text, code text unique, x int, y int, unique (x, y));
      create table by_code (id uuid primary key default gen_random_uuid(), code text references root (code) on delete cascade);
      create table by_pair (x int, y int, n int, primary key (x, y, n), foreign key (x, y) references root (x, y) on delete cascade);
      insert into root values (1, 'r', 'c', 1, 2), (2, 's', 'd', 1, 3); insert into by_code (code) values ('c'), ('c'), ('d');
      insert into by_pair values (1, 2, 1), (1, 2, 2), (1, 3, 1)`,
      tables: ["root", "by_code", "by_pair"],
    },
    "a join table, and one without any key": {
      ddl: `create table root (id int primary key, name text);
      create table tag (id int primary key);
      create table root_tag (root_id int references root on delete cascade, tag_id int references tag, primary key (root_id, tag_id));
      create table log (root_id int references root on delete cascade, at timestamptz default now());
      insert into root values (1, 'r'), (2, 's'); insert into tag values (1), (2);
      insert into root_tag values (1, 1), (1, 2), (2, 1); insert into log (root_id) values (1), (1), (2)`,
      tables: ["root", "tag", "root_tag", "log"],
    },
    "a reference without a key that is emptied, which no undo can find again": {
      ddl: `create table root (id int primary key, name text);
      create table log (root_id int references root on delete set null);
      insert into root values (1, 'r'); insert into log values (1), (1)`,
      tables: ["root"],
      cascades: [{ table: "other.log", count: 2, effect: "cleared", lasting: true }],
    },
    "columns that nobody declared, computed ones, an identity": {
      ddl: `create table root (id int generated always as identity primary key, name text, secret text, qty int not null default 0,
        twice int generated always as (qty * 2) stored, born timestamptz not null default now());
      insert into root (name, secret, qty, born) values ('r', 's3cret', 7, '2001-01-01'), ('s', null, 8, '2002-02-02')`,
      tables: ["root"],
    },
    "types that JSON would distort": {
      ddl: `create extension if not exists hstore; create domain sure as text not null;
      create table root (id int primary key, name text, lists jsonb[], nothing jsonb, map hstore, bounds int[], matrix int[][],
        raw json, real_one real, sure sure, span interval, at timestamptz);
      insert into root values (1, 'r', array['[1, 2]'::jsonb, 'null'], 'null', 'a=>1, b=>NULL', '[2:3]={7,8}', '{{1,2},{3,4}}',
        '{"b":1,   "a":1.10}', 0.1, 'yes', '1 mon', '2026-11-27 10:00+02')`,
      tables: ["root"],
    },
    "a unique value that is checked at the end": {
      ddl: `create table root (id int primary key, name text, pos int unique deferrable initially deferred);
      insert into root values (1, 'r', 1), (2, 's', 2)`,
      tables: ["root"],
    },
    "names that our own statements use": {
      ddl: `create table root (id int primary key, name text);
      create table record (id int primary key, record text, slice int references root on delete cascade);
      create table slice (id int primary key, h int references record on delete cascade, old text, "new" text);
      insert into root values (1, 'r'); insert into record values (1, 'x', 1); insert into slice values (1, 1, 'o', 'n')`,
      tables: ["root", "record", "slice"],
    },
  };

let database: TestDatabase;
let db: Db;
let actor: Actor;

beforeAll(async () => {
  database = await testDatabase();
  ({ db } = database);
  actor = await createUser(db, { role: "admin" });
});

async function contents(schema: string, tables: string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const name of tables) {
    const path = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
    const rows = await db.execute<{ row: string }>(sql`select t::text as row from ${path} t order by 1`);
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}

test.each(Object.entries(SCHEMAS))("an undo brings back all of it: %s", async (_name, { ddl, tables, cascades }) => {
  await db.execute(
    sql.raw(
      `drop schema if exists other cascade; create schema other; set search_path to other, public; ${ddl}; reset search_path`,
    ),
  );
  const all = () => contents("other", tables);
  registerTable(defineTable(pgSchema("other").table("root", { id: integer("id").primaryKey(), name: text("name") })));
  const before = await all();
  const selection = { kind: "records" as const, ids: ["1"] };
  const planned = await planTask({ db, actor }, { table: "root", selection, change: { kind: "delete" } });
  const preview = await previewPlan({ db, actor }, { taskId: planned.taskId });
  if (cascades) expect(preview.cascades).toMatchObject(cascades);
  const { task } = await applyPlan(
    { db, actor },
    { taskId: planned.taskId, confirmNumber: preview.confirmNumber ?? undefined },
  );
  expect(task).toMatchObject({ state: "succeeded", counts: { changed: 1 } });
  expect(await all()).not.toEqual(before);

  const back = await planUndo({ db, actor }, { taskId: task.id });
  const undone = await applyPlan({ db, actor }, { taskId: back.taskId });
  expect(undone.task).toMatchObject({ state: "succeeded", counts: { changed: 1 } });
  expect(await all()).toEqual(before);

  // And the undo can be undone, and that again.
  const again = await planUndo({ db, actor }, { taskId: undone.task.id });
  const redone = await applyPlan({ db, actor }, { taskId: again.taskId });
  expect(redone.task).toMatchObject({ state: "succeeded", counts: { changed: 1 } });
  const last = await planUndo({ db, actor }, { taskId: redone.task.id });
  await applyPlan({ db, actor }, { taskId: last.taskId });
  expect(await all()).toEqual(before);
});

test("what was captured before a column was added comes back with that column's default", async () => {
  await db.execute(sql`drop table if exists public.plain; create table public.plain (id int primary key, name text);
    insert into public.plain values (1, 'a'), (2, 'b')`);
  registerTable(defineTable(pgTable("plain", { id: integer("id").primaryKey(), name: text("name") })));
  const selection = { kind: "records" as const, ids: ["1"] };
  const planned = await planTask({ db, actor }, { table: "plain", selection, change: { kind: "delete" } });
  const { task } = await applyPlan({ db, actor }, { taskId: planned.taskId });
  await db.execute(sql`alter table public.plain add column state text not null default 'open'`);
  const back = await planUndo({ db, actor }, { taskId: task.id });
  await applyPlan({ db, actor }, { taskId: back.taskId });
  expect(await contents("public", ["plain"])).toEqual({ plain: ["(1,a,open)", "(2,b,open)"] });
});
