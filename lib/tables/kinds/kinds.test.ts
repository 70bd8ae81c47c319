import { type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { testDatabase } from "@/lib/testing/database";
import { createThings, OTHER_TOKEN, THINGS, things, TOKEN } from "@/lib/testing/every-kind";
import { OPERATIONS } from "@/lib/testing/every-operation";
import { expressionInput, toJson, typeOf } from "@/lib/tables/column-sql";
import { kindOf, filterOperatorOf, filterOperatorsOf, operationOf, operationsOf } from "./index";
import { KIND_IDS } from "./kind-info";

let db: Db;

beforeAll(async () => {
  ({ db } = await testDatabase());
  await createThings(db);
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

  test.each([
    ["john's o'brien", "John's O'Brien"],
    ["WE'LL DON’T d'artagnan", "We'll Don’t D'Artagnan"],
    ["it's", "It's"],
    ["o's sam's", "O's Sam's"],
    ["rock 'n' roll", "Rock 'N' Roll"],
    ["old_oak jean-luc 3.5mm a/b [x]", "Old_Oak Jean-Luc 3.5mm A/B [X]"],
  ])("%s in title case is %s, whoever provides the collation", async (text, titled) => {
    const spec = operationOf(things.column("name"), "title")!;
    for (const collation of ["default", "und-x-icu", "C"]) {
      const column = sql`(${text}::text collate ${sql.identifier(collation)})`;
      const input = { ...expressionInput(things, things.column("name")), column };
      const [row] = await db.execute<{ text: string }>(sql`select ${spec.expression(input, {} as never)} as text`);
      expect(row?.text, collation).toBe(titled);
    }
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
  ["token", "in", [OTHER_TOKEN], [2]],
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
  ["amounts", "hasAny", ["1.5"], [1]],
  ["amounts", "isEmpty", undefined, [2, 4]],
  ["flags", "hasNone", ["yes"], [2, 3, 4]],
  ["moods", "hasAll", ["Busy", "calm"], [1]],
  // As they are stored: to Postgres a month is 30 days.
  ["span", "is", "30 days", [1]],
  ["span", "is", "1 month", [3]],
  ["span", "isNot", "720:00", [1, 2, 3, 4]],
  ["span", "in", ["1 mon", "30 days"], [1, 3]],
  ["span", "lt", "30 days", [2]],
  ["span", "between", ["29 days", "P1M"], [1, 2, 3]],
  ["clock", "lt", "23:30", [1]],
  ["clock", "gte", "23:30", [2, 3]],
  ["clockThere", "is", "09:15:30+02", [1]],
  ["levels", "holds", "4", [1]],
  ["levels", "overlaps", "[4,10]", [1, 3]],
  ["levels", "isWithin", "[0,8)", [1, 2, 3]],
  ["prices", "holds", "2", [1, 2]],
  ["days", "holds", "2024-02-28", [1, 2]],
  ["days", "is", "[2024-01-31,2024-02-28]", [1]],
  ["slot", "holds", "2024-03-30T12:00Z", [1, 2]],
  ["slot", "overlaps", "[2024-03-31T08:00Z,)", [1, 2]],
  ["address", "isWithin", "10.0.0.0/8", [1, 2]],
  ["address", "holds", "10.1.2.3", [1, 2]],
  ["address", "is", "10.1.2.3", [1]],
  ["device", "in", ["08-00-2b-01-02-03", "08002b010204"], [1, 3]],
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
    const samples = { text: "a", number: 1, column: "memo", period: "today" };
    const ends: Record<string, string> = { levels: "1", prices: "1", days: "2024-01-31", slot: "2024-01-31T00:00Z" };
    for (const column of things.columns) {
      const sample: Record<string, unknown> = { ...samples, ...(ends[column.id] && { text: ends[column.id] }) };
      const value =
        column.kind === "array" ? [column.itemKind === "enum" ? "calm" : "1"] : (THINGS[0]![column.id] ?? 1);
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
