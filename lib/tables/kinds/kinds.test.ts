import { type SQL, sql } from "drizzle-orm";
import {
  boolean,
  date,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { expressionInput, toJson, typeOf } from "@/lib/tables/column-sql";
import { defineTable } from "@/lib/tables/define-table";
import { kindOf, filterOperatorOf, filterOperatorsOf, operationOf, operationsOf } from "./index";
import { KIND_IDS } from "./kind";

const mood = pgEnum("mood", ["calm", "busy"]);
const thingsTable = pgTable("things", {
  id: integer("id").primaryKey(),
  name: text("name"),
  memo: text("memo"),
  code: varchar("code", { length: 10 }),
  count: integer("count"),
  price: numeric("price", { precision: 10, scale: 2 }),
  cost: numeric("cost", { precision: 10, scale: 2 }),
  done: boolean("done"),
  mood: mood("mood"),
  lastMood: mood("last_mood"),
  due: date("due"),
  at: timestamp("at", { withTimezone: true }),
  wall: timestamp("wall"),
  token: uuid("token"),
  parentId: integer("parent_id").references((): never => thingsTable.id as never),
  extra: jsonb("extra"),
  tags: text("tags").array(),
  sizes: integer("sizes").array(),
});
const things = defineTable(thingsTable, { columns: { memo: { kind: "longText" } } });

const TOKEN = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59";
const OTHER = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a5a";
/** Records 1 to 4; the fourth has no values at all. */
const ROWS: Record<string, unknown>[] = [
  {
    name: " an Old 100% oak_tree ",
    memo: "a.b",
    code: "AB-1",
    count: 7,
    price: "19.99",
    cost: "10.05",
    done: true,
    mood: "calm",
    lastMood: "busy",
    due: "2024-01-31",
    at: "2024-03-30T09:15:30+00:00",
    wall: "2024-03-30T09:15:30",
    token: TOKEN,
    parentId: 1,
    extra: { a: { b: 1 }, n: [1, 2] },
    tags: ["x", "y", "x"],
    sizes: [3, 1],
  },
  {
    name: "Élan VITAL\\1",
    memo: "",
    code: "",
    count: -2147483648,
    price: "-0.05",
    cost: "0.00",
    done: false,
    mood: "busy",
    lastMood: "busy",
    due: "2020-02-29",
    at: "2024-10-27T00:30:00+00:00",
    wall: "1999-12-31T23:59:59",
    token: OTHER,
    parentId: 2,
    extra: {},
    tags: [],
    sizes: [],
  },
  {
    name: "A.B a.b",
    memo: "A.B a.b",
    code: "zz",
    count: 2147483647,
    price: "12345678.90",
    cost: "12345678.90",
    done: true,
    mood: "calm",
    lastMood: "calm",
    due: "2024-12-31",
    at: "2024-12-31T23:59:59+00:00",
    wall: "2024-12-31T00:00:00",
    token: TOKEN,
    parentId: 1,
    extra: { a: null, k: "v" },
    tags: ["y,z", 'q"'],
    sizes: [1],
  },
  {},
];

let db: Db;

beforeAll(async () => {
  ({ db } = await testDatabase());
  await db.execute(sql`create type mood as enum ('calm', 'busy')`);
  await db.execute(sql`create table things (id integer primary key, name text, memo text, code varchar(10), count integer,
    price numeric(10,2), cost numeric(10,2), done boolean, mood mood, last_mood mood, due date, at timestamptz, wall timestamp,
    token uuid, parent_id integer references things, extra jsonb, tags text[], sizes integer[])`);
  await db.insert(thingsTable).values(
    ROWS.map((row, i) => ({
      ...row,
      id: i + 1,
      at: row.at ? new Date(row.at as string) : null,
      wall: row.wall ? new Date(`${row.wall as string}Z`) : null,
    })) as never,
  );
});

async function results(columnId: string, op: string, operands: Record<string, unknown> = {}): Promise<unknown[]> {
  const column = things.column(columnId);
  const spec = operationOf(column, op);
  if (!spec) throw new Error(`${columnId} has no ${op}`);
  const parsed = spec.parser(column, things.columns).parse(operands);
  const next = sql`(${spec.expression(expressionInput(things, column), parsed as never)})::${typeOf(column)}`;
  const rows = await db.execute<{ next: unknown }>(sql`select ${toJson(column, next)} as next from things order by id`);
  return rows.map((row) => row.next);
}

const utc = (day: string, time: string) => `${day}T${time}+00:00`;

/** What each operation makes of the four records, worked out by hand or by plain TypeScript. */
const OPERATIONS: [column: string, op: string, operands: Record<string, unknown>, expected: unknown[]][] = [
  ["name", "set", { value: "'; drop table things; --" }, Array(4).fill("'; drop table things; --")],
  ["name", "clear", {}, [null, null, null, null]],
  ["name", "copyFrom", { column: "memo" }, ["a.b", "", "A.B a.b", null]],
  ["name", "copyFrom", { column: "mood" }, ["calm", "busy", "calm", null]],
  ["name", "prepend", { text: "§ " }, [...ROWS.slice(0, 3).map((r) => `§ ${r.name as string}`), "§ "]],
  ["name", "append", { text: "!" }, [...ROWS.slice(0, 3).map((r) => `${r.name as string}!`), "!"]],
  ["memo", "replaceText", { find: ".", replace: "\\1$" }, ["a\\1$b", "", "A\\1$B a\\1$b", null]],
  ["memo", "replaceText", { find: "A.B", replace: "\\&" }, ["a.b", "", "\\& a.b", null]],
  ["memo", "replaceText", { find: "a.B", replace: "\\&", matchCase: false }, ["\\&", "", "\\& \\&", null]],
  ["memo", "replaceText", { find: "([a-z])\\.b", replace: "<\\1>", regex: true }, ["<a>", "", "A.B <a>", null]],
  ["memo", "replaceText", { find: "(A)\\.b", replace: "\\1", regex: true, matchCase: false }, ["a", "", "A a", null]],
  ["name", "replaceText", { find: " ", replace: "" }, ["anOld100%oak_tree", "ÉlanVITAL\\1", "A.Ba.b", null]],
  ["name", "trim", {}, ["an Old 100% oak_tree", "Élan VITAL\\1", "A.B a.b", null]],
  ["name", "upper", {}, [...ROWS.slice(0, 3).map((r) => (r.name as string).toUpperCase()), null]],
  ["name", "lower", {}, [...ROWS.slice(0, 3).map((r) => (r.name as string).toLowerCase()), null]],
  ["name", "title", {}, [" An Old 100% Oak_Tree ", "Élan Vital\\1", "A.B A.B", null]],
  ["count", "set", { value: "12" }, [12, 12, 12, 12]],
  ["count", "copyFrom", { column: "id" }, [1, 2, 3, 4]],
  ["price", "copyFrom", { column: "cost" }, ["10.05", "0.00", "12345678.90", null]],
  ["price", "set", { value: 1.5 }, Array(4).fill("1.50")],
  ["price", "add", { by: 0.1 }, ["20.09", "0.05", "12345679.00", null]],
  ["price", "add", { by: "-0.05" }, ["19.94", "-0.10", "12345678.85", null]],
  ["price", "multiply", { by: "1.05" }, ["20.99", "-0.05", "12962962.85", null]],
  ["price", "percent", { by: -10 }, ["17.99", "-0.05", "11111111.01", null]],
  ["price", "percent", { by: 3, step: 1 }, ["21.00", "0.00", "12716049.00", null]],
  ["price", "multiply", { by: 1, step: "0.05", direction: "up" }, ["20.00", "-0.05", "12345678.90", null]],
  ["price", "round", { step: 5 }, ["20.00", "0.00", "12345680.00", null]],
  ["price", "round", { step: 1, direction: "down" }, ["19.00", "-1.00", "12345678.00", null]],
  ["price", "round", { step: "0.1", direction: "up" }, ["20.00", "0.00", "12345678.90", null]],
  ["id", "add", { by: 0.5 }, [2, 3, 4, 5]],
  ["id", "percent", { by: 50 }, [2, 3, 5, 6]],
  ["id", "round", { step: 3 }, [0, 3, 3, 3]],
  ["done", "set", { value: false }, [false, false, false, false]],
  ["done", "toggle", {}, [false, true, false, null]],
  ["mood", "set", { value: "busy" }, Array(4).fill("busy")],
  ["mood", "copyFrom", { column: "lastMood" }, ["busy", "busy", "calm", null]],
  ["due", "set", { value: "2024-02-29" }, Array(4).fill("2024-02-29")],
  ["due", "shift", { amount: 1, unit: "months" }, ["2024-02-29", "2020-03-29", "2025-01-31", null]],
  ["due", "shift", { amount: "-1", unit: "years" }, ["2023-01-31", "2019-02-28", "2023-12-31", null]],
  ["due", "shift", { amount: 2, unit: "days" }, ["2024-02-02", "2020-03-02", "2025-01-02", null]],
  ["at", "set", { value: "2024-01-01T00:00+02:00" }, Array(4).fill(utc("2023-12-31", "22:00:00"))],
  [
    "at",
    "shift",
    { amount: 1, unit: "days" },
    [utc("2024-03-31", "09:15:30"), utc("2024-10-28", "00:30:00"), utc("2025-01-01", "23:59:59"), null],
  ],
  // Clocks go forward in Amsterdam on 2024-03-31 and back on 2024-10-27: a day keeps its clock time, 24 hours do not.
  [
    "at",
    "shift",
    { amount: 1, unit: "days", zone: "Europe/Amsterdam" },
    [utc("2024-03-31", "08:15:30"), utc("2024-10-28", "01:30:00"), utc("2025-01-01", "23:59:59"), null],
  ],
  [
    "at",
    "shift",
    { amount: 24, unit: "hours", zone: "Europe/Amsterdam" },
    [utc("2024-03-31", "09:15:30"), utc("2024-10-28", "00:30:00"), utc("2025-01-01", "23:59:59"), null],
  ],
  [
    "at",
    "setTime",
    { time: "18:30" },
    [utc("2024-03-30", "18:30:00"), utc("2024-10-27", "18:30:00"), utc("2024-12-31", "18:30:00"), null],
  ],
  [
    "at",
    "setTime",
    { time: "18:30", zone: "Europe/Amsterdam" },
    [utc("2024-03-30", "17:30:00"), utc("2024-10-27", "17:30:00"), utc("2025-01-01", "17:30:00"), null],
  ],
  [
    "wall",
    "shift",
    { amount: -1, unit: "hours", zone: "Europe/Amsterdam" },
    ["2024-03-30T08:15:30", "1999-12-31T22:59:59", "2024-12-30T23:00:00", null],
  ],
  [
    "wall",
    "setTime",
    { time: "07:00:01" },
    ["2024-03-30T07:00:01", "1999-12-31T07:00:01", "2024-12-31T07:00:01", null],
  ],
  ["wall", "set", { value: "2024-01-01T00:00:00+02:00" }, Array(4).fill("2023-12-31T22:00:00")],
  ["token", "set", { value: OTHER }, Array(4).fill(OTHER)],
  ["parentId", "set", { value: 3 }, [3, 3, 3, 3]],
  ["extra", "set", { value: ["'", '"'] }, Array(4).fill(["'", '"'])],
  [
    "extra",
    "setPath",
    { path: ["a", "b"], value: "new" },
    [{ a: { b: "new" }, n: [1, 2] }, { a: { b: "new" } }, { a: { b: "new" }, k: "v" }, { a: { b: "new" } }],
  ],
  [
    "extra",
    "setPath",
    { path: ["x", "y", "z"], value: null },
    [
      { a: { b: 1 }, n: [1, 2], x: { y: { z: null } } },
      { x: { y: { z: null } } },
      { a: null, k: "v", x: { y: { z: null } } },
      { x: { y: { z: null } } },
    ],
  ],
  ["tags", "set", { value: ['a"', "b,c", "{}"] }, Array(4).fill(['a"', "b,c", "{}"])],
  [
    "tags",
    "addItems",
    { items: ["z", "y", "z"] },
    [
      ["x", "y", "x", "z"],
      ["z", "y"],
      ["y,z", 'q"', "z", "y"],
      ["z", "y"],
    ],
  ],
  ["tags", "removeItems", { items: ["x", 'q"'] }, [["y"], [], ["y,z"], null]],
  [
    "sizes",
    "addItems",
    { items: [1, 5] },
    [
      [3, 1, 5],
      [1, 5],
      [1, 5],
      [1, 5],
    ],
  ],
  ["sizes", "removeItems", { items: [1] }, [[3], [], [], null]],
];

describe("each operation makes of each record what its words say", () => {
  test.each(OPERATIONS)("%s %s %j", async (column, op, operands, expected) => {
    expect(await results(column, op, operands)).toEqual(expected);
  });

  test("none of them is left out above", () => {
    const tried = new Set(
      OPERATIONS.map(([id, op]) => `${things.column(id).kind === "longText" ? "text" : things.column(id).kind} ${op}`),
    );
    const shared = new Set(["set", "clear", "copyFrom"]);
    const all = things.columns.flatMap((c) =>
      operationsOf(c).map(({ op }) => (c.kind === "longText" ? `text ${op}` : `${c.kind} ${op}`)),
    );
    expect(
      all.filter((name) => !shared.has(name.split(" ")[1] ?? "") && !tried.has(name) && name !== "integer multiply"),
    ).toEqual([]);
  });

  test("a large number is not lost on the way: it is refused when written, not wrapped", async () => {
    await expect(results("count", "multiply", { by: 2 })).rejects.toMatchObject({ cause: { code: "22003" } });
  });

  test("a text that would be too long is not cut in silence", async () => {
    const column = things.column("code");
    const next = operationOf(column, "append")!.expression(expressionInput(things, column), {
      text: "0123456789",
    } as never);
    const write = db.execute(sql`update things set code = (${next})::${typeOf(column)}`);
    await expect(write).rejects.toMatchObject({ cause: { code: "22001" } });
  });
});

async function matching(columnId: string, operator: string, value?: unknown): Promise<number[]> {
  const column = things.column(columnId);
  const spec = filterOperatorOf(column, operator);
  if (!spec) throw new Error(`${columnId} has no ${operator}`);
  const condition: SQL = spec.condition(expressionInput(things, column), spec.parser(column).parse(value) as never);
  const rows = await db.execute<{ id: number }>(sql`select id from things where ${condition} order by id`);
  return rows.map((row) => row.id);
}

const FILTERS: [column: string, operator: string, value: unknown, ids: number[]][] = [
  ["memo", "is", "a.b", [1]],
  ["memo", "isNot", "a.b", [2, 3, 4]],
  ["memo", "in", ["a.b", ""], [1, 2]],
  ["memo", "notIn", ["a.b", ""], [3, 4]],
  ["memo", "isEmpty", undefined, [2, 4]],
  ["memo", "isNotEmpty", undefined, [1, 3]],
  ["name", "contains", "100%", [1]],
  ["name", "contains", "VITAL\\", [2]],
  ["name", "contains", "k_t", [1]],
  ["name", "contains", "%b", []],
  ["name", "notContains", "old", [2, 3, 4]],
  ["name", "startsWith", "a.", [3]],
  ["name", "endsWith", "A.B", [3]],
  ["name", "matchesColumn", "memo", [3]],
  ["name", "differsFromColumn", "memo", [1, 2]],
  ["code", "is", "AB-1", [1]],
  ["count", "lt", 7, [2]],
  ["count", "lte", "7", [1, 2]],
  ["count", "gt", 7, [3]],
  ["count", "gte", 7, [1, 3]],
  ["count", "between", [0, 7], [1]],
  ["count", "in", [7, 2147483647], [1, 3]],
  ["count", "isEmpty", undefined, [4]],
  ["price", "is", "19.990", [1]],
  ["price", "gt", 19.98, [1, 3]],
  ["price", "between", ["-1", "20"], [1, 2]],
  ["price", "matchesColumn", "cost", [3]],
  ["done", "is", true, [1, 3]],
  ["done", "isNot", true, [2, 4]],
  ["mood", "is", "busy", [2]],
  ["mood", "notIn", ["busy"], [1, 3, 4]],
  ["mood", "matchesColumn", "lastMood", [2, 3]],
  ["due", "lt", "2024-01-31", [2]],
  ["due", "between", ["2024-01-31", "2024-12-31"], [1, 3]],
  ["due", "inPeriod", "past", [1, 2, 3]],
  ["due", "inPeriod", "future", []],
  ["at", "gte", "2024-12-31T23:59:59Z", [3]],
  ["at", "lt", "2024-03-30T10:15:31+01:00", [1]],
  ["wall", "is", "2024-12-31T00:00", [3]],
  ["token", "is", TOKEN, [1, 3]],
  ["token", "in", [OTHER], [2]],
  ["parentId", "is", 1, [1, 3]],
  ["parentId", "isNotEmpty", undefined, [1, 2, 3]],
  ["extra", "hasKey", "a", [1, 3]],
  ["extra", "hasNoKey", "a", [2, 4]],
  ["extra", "contains", '"v"', [3]],
  ["extra", "isEmpty", undefined, [4]],
  ["tags", "hasAny", ["y", "y,z"], [1, 3]],
  ["tags", "hasAll", ["x", "y"], [1]],
  ["tags", "hasNone", ["x"], [2, 3, 4]],
  ["tags", "isEmpty", undefined, [2, 4]],
  ["sizes", "hasAny", [3], [1]],
];

describe("each operator finds what its words say", () => {
  test.each(FILTERS)("%s %s %j", async (column, operator, value, ids) => {
    expect(await matching(column, operator, value)).toEqual(ids);
  });

  test("every period is SQL that the database takes, for dates and both timestamps", async () => {
    const period = filterOperatorOf(things.column("due"), "inPeriod")!;
    const names = (period.parser(things.column("due")) as unknown as { options: string[] }).options;
    expect(names.length).toBeGreaterThan(10);
    await db.execute(
      sql`insert into things (id, due, at, wall) select 5, d::date, d, d from (select now() at time zone 'UTC') as today(d)`,
    );
    for (const column of ["due", "at", "wall"]) {
      for (const name of names) {
        const found = await matching(column, "inPeriod", name);
        const holdsToday = !["yesterday", "lastWeek", "lastMonth", "lastYear", "past", "future"].includes(name);
        expect([column, name, found.includes(5)]).toEqual([column, name, holdsToday]);
      }
    }
    await db.execute(sql`delete from things where id = 5`);
  });

  test("every operator of every kind is one that the database takes", async () => {
    const sample: Record<string, unknown> = { text: "a", number: 1, column: "memo", period: "today" };
    for (const column of things.columns) {
      const value = column.kind === "array" ? ["1"] : (ROWS[0]![column.id] ?? 1);
      for (const spec of filterOperatorsOf(column)) {
        if (spec.operand === "column") continue;
        const given =
          spec.operand === "list"
            ? column.kind === "array"
              ? value
              : [value]
            : spec.operand === "range"
              ? [value, value]
              : (sample[spec.operand] ?? value);
        await expect(
          matching(column.id, spec.operator, given),
          `${column.id} ${spec.operator}`,
        ).resolves.toBeInstanceOf(Array);
      }
    }
  });
});

test("every kind is declared under its own name", () => {
  expect(KIND_IDS.map((id) => kindOf(id).id)).toEqual(KIND_IDS);
});
