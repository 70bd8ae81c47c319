import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { expect, test } from "./setup/test";
import { changeColumn, openFiltered } from "./setup/table";

interface Case {
  column: string;
  operation: string;
  operands?: Record<string, string>;
  /** Ticked or unticked by their label. */
  switches?: string[];
  /** What the three records hold before and after, as the database writes them in JSON. */
  before: unknown[];
  after: unknown[];
}

interface Subject {
  table: string;
  /** Column id and database name of the primary key, and of the column under test by its label. */
  key: [id: string, dbName: string];
  dbNames: Record<string, string>;
  pick: string;
}

const PLACES: Subject = {
  table: "places",
  key: ["geoname_id", "geoname_id"],
  dbNames: {
    Notes: "notes",
    Population: "population",
    Latitude: "latitude",
    Status: "status",
    Capital: "capital",
    "Surveyed on": "surveyed_on",
    Tags: "tags",
    Region: "region",
    Name: "name",
  },
  pick: "country = 'NZ'",
};
const ORDERS: Subject = {
  table: "orders",
  key: ["id", "id"],
  dbNames: { Customer: "customer_id", "Deliver by": "deliver_by", "Ship mode": "ship_mode", "Ship date": "ship_date" },
  pick: "id like 'CA-2015-%'",
};
const CUSTOMERS: Subject = {
  table: "customers",
  key: ["id", "id"],
  dbNames: { Preferences: "preferences", "Credit limit": "credit_limit", Active: "active", Notes: "notes" },
  pick: "id like 'A%'",
};

const TEXT = ["  an Old oak ", "Élan A.B", null];

const ON_PLACES: Record<string, Case[]> = {
  text: [
    {
      column: "Notes",
      operation: "set to",
      operands: { Notes: "'; drop table places; --" },
      before: TEXT,
      after: Array(3).fill("'; drop table places; --"),
    },
    { column: "Notes", operation: "clear", before: ["a", "b", null], after: [null, null, null] },
    {
      column: "Notes",
      operation: "copy from",
      operands: { "Notes: Column": "Status" },
      before: TEXT,
      after: ["new", "new", "new"],
    },
    {
      column: "Notes",
      operation: "put in front",
      operands: { "Notes: Text": "§" },
      before: TEXT,
      after: ["§  an Old oak ", "§Élan A.B", "§"],
    },
    {
      column: "Notes",
      operation: "append",
      operands: { "Notes: Text": "!" },
      before: TEXT,
      after: ["  an Old oak !", "Élan A.B!", "!"],
    },
    {
      column: "Notes",
      operation: "find and replace",
      operands: { Find: "A.B", "Replace with": "\\1" },
      before: ["A.B AxB", "a.b", null],
      after: ["\\1 AxB", "a.b", null],
    },
    {
      column: "Notes",
      operation: "find and replace",
      operands: { Find: "(a).b", "Replace with": "<\\1>" },
      switches: ["Match case", "Regular expression"],
      before: ["A.B AxB", "none", null],
      after: ["<A> <A>", "none", null],
    },
    { column: "Notes", operation: "trim spaces", before: TEXT, after: ["an Old oak", "Élan A.B", null] },
    { column: "Notes", operation: "to UPPER CASE", before: TEXT, after: ["  AN OLD OAK ", "ÉLAN A.B", null] },
    { column: "Notes", operation: "to lower case", before: TEXT, after: ["  an old oak ", "élan a.b", null] },
    { column: "Notes", operation: "to Title Case", before: TEXT, after: ["  An Old Oak ", "Élan A.B", null] },
  ],
  numbers: [
    {
      column: "Population",
      operation: "set to",
      operands: { Population: "1,234" },
      before: [1, 2, 3],
      after: [1234, 1234, 1234],
    },
    { column: "Population", operation: "add", operands: { Number: "5" }, before: [1, 20, 300], after: [6, 25, 305] },
    {
      column: "Population",
      operation: "multiply by",
      operands: { Factor: "1.5" },
      before: [2, 4, 100],
      after: [3, 6, 150],
    },
    {
      column: "Population",
      operation: "change by %",
      operands: { Percent: "-10", "Round to a multiple of": "5" },
      before: [100, 200, 333],
      after: [90, 180, 300],
    },
    {
      column: "Population",
      operation: "round",
      operands: { "To a multiple of": "10", Direction: "up" },
      before: [11, 19, 20],
      after: [20, 20, 20],
    },
    {
      column: "Latitude",
      operation: "add",
      operands: { Number: "0.00001" },
      before: [1.1, -2.5, 89],
      after: [1.10001, -2.49999, 89.00001],
    },
  ],
  "choices, switches, days and lists": [
    {
      column: "Status",
      operation: "set to",
      operands: { Status: "closed" },
      before: ["new", "reviewed", "closed"],
      after: ["closed", "closed", "closed"],
    },
    { column: "Capital", operation: "toggle", before: [true, false, false], after: [false, true, true] },
    {
      column: "Capital",
      operation: "set to",
      operands: { Capital: "yes" },
      before: [true, false, false],
      after: [true, true, true],
    },
    {
      column: "Surveyed on",
      operation: "set to",
      operands: { "Surveyed on": "2024-02-29" },
      before: [null, "2020-01-01", null],
      after: Array(3).fill("2024-02-29"),
    },
    {
      column: "Surveyed on",
      operation: "move by",
      operands: { Amount: "1", Unit: "months" },
      before: ["2024-01-31", null, "2023-12-31"],
      after: ["2024-02-29", null, "2024-01-31"],
    },
    {
      column: "Surveyed on",
      operation: "clear",
      before: ["2024-01-31", null, "2023-12-31"],
      after: [null, null, null],
    },
    {
      column: "Tags",
      operation: "set to",
      operands: { Tags: "x,y" },
      before: [[], ["a"], ["x", "y"]],
      after: [
        ["x", "y"],
        ["x", "y"],
        ["x", "y"],
      ],
    },
    {
      column: "Tags",
      operation: "add items",
      operands: { "Tags: Items": "x,z" },
      before: [[], ["a"], ["x"]],
      after: [
        ["x", "z"],
        ["a", "x", "z"],
        ["x", "z"],
      ],
    },
    {
      column: "Tags",
      operation: "remove items",
      operands: { "Tags: Items": "a" },
      before: [["a"], ["a", "b", "a"], ["b"]],
      after: [[], ["b"], ["b"]],
    },
  ],
};

const ON_ORDERS: Case[] = [
  {
    column: "Ship mode",
    operation: "set to",
    operands: { "Ship mode": "Same Day" },
    before: ["First Class", "Second Class", "Same Day"],
    after: Array(3).fill("Same Day"),
  },
  {
    column: "Deliver by",
    operation: "move by",
    operands: { Amount: "-2", Unit: "hours" },
    before: ["2024-03-30T01:15:30+00:00", null, "2024-01-01T12:00:00+00:00"],
    after: ["2024-03-29T23:15:30+00:00", null, "2024-01-01T10:00:00+00:00"],
  },
  {
    column: "Deliver by",
    operation: "set time to",
    operands: { Time: "18:30" },
    before: ["2024-03-30T01:15:30+00:00", null, "2024-01-01T12:00:00+00:00"],
    after: ["2024-03-30T18:30:00+00:00", null, "2024-01-01T18:30:00+00:00"],
  },
];

const ON_CUSTOMERS: Case[] = [
  {
    column: "Preferences",
    operation: "set key",
    operands: { "Keys on the way": "mail,weekly", Value: "true" },
    before: [{}, { mail: { weekly: false, at: 9 } }, { fax: 1 }],
    after: [{ mail: { weekly: true } }, { mail: { weekly: true, at: 9 } }, { fax: 1, mail: { weekly: true } }],
  },
  {
    column: "Preferences",
    operation: "set to",
    operands: { Preferences: '{"a": [1]}' },
    before: [{}, { b: 2 }, {}],
    after: Array(3).fill({ a: [1] }),
  },
  {
    column: "Credit limit",
    operation: "change by %",
    operands: { Percent: "5" },
    before: [100.1, null, 0],
    after: [105.11, null, 0],
  },
  { column: "Active", operation: "toggle", before: [true, false, true], after: [false, true, false] },
];

for (const [kind, cases] of Object.entries(ON_PLACES)) {
  test(`operations on ${kind} write what the preview says`, ({ page, login, sql }) =>
    runAll(page, login, sql, PLACES, cases));
}
test("operations on orders write what the preview says", ({ page, login, sql }) =>
  runAll(page, login, sql, ORDERS, ON_ORDERS));
test("operations on customers write what the preview says", ({ page, login, sql }) =>
  runAll(page, login, sql, CUSTOMERS, ON_CUSTOMERS));

test("a foreign key is set to a record that is found by its label", async ({ page, login, sql }) => {
  const ids = await pick(sql, ORDERS, 9);
  const [wanted] = await sql<[{ id: string; name: string }]>`select id, name from customers where id = 'ZD-21925'`;
  await login(page, "editor");
  await openFiltered(page, "orders", { column: "id", operator: "in", value: ids });
  await page.getByRole("checkbox", { name: "Select page" }).click();
  await page.getByRole("button", { name: "Edit…" }).click();
  await changeColumn(page, "Customer", "set to");
  await page
    .getByRole("group", { name: "Change of Customer" })
    .getByRole("combobox", { name: "Customer", exact: true })
    .fill(wanted.name);
  await page.getByRole("option", { name: wanted.name }).click();
  await apply(page);
  expect(await valuesOf(sql, ORDERS, ids, "Customer")).toEqual([wanted.id, wanted.id, wanted.id]);
});

async function runAll(
  page: Page,
  login: (page: Page, role: "editor") => Promise<void>,
  sql: postgres.Sql,
  subject: Subject,
  cases: Case[],
): Promise<void> {
  test.setTimeout(30_000 + cases.length * 15_000);
  const ids = await pick(sql, subject, cases.length);
  await login(page, "editor");
  for (const { column, operation, operands, switches = [], before, after } of cases) {
    await test.step(`${column} ${operation} ${JSON.stringify(operands ?? {})}`, async () => {
      await prepare(sql, subject, ids, column, before);
      await openFiltered(page, subject.table, { column: subject.key[0], operator: "in", value: ids });
      await page.getByRole("checkbox", { name: "Select page" }).click();
      await page.getByRole("button", { name: "Edit…" }).click();
      await changeColumn(page, column, operation, operands);
      for (const name of switches) await page.getByRole("checkbox", { name, exact: true }).click();
      const differing = after.filter((value, i) => JSON.stringify(value) !== JSON.stringify(before[i])).length;
      await expect(page.getByRole("dialog", { name: /^Edit / })).toContainText(`${differing} will change`);
      await apply(page);
      expect(await valuesOf(sql, subject, ids, column)).toEqual(after);
    });
  }
}

async function apply(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Update \d+ records? now$/ }).click();
  await expect(page.getByRole("dialog", { name: /^Edit / })).toContainText(/records? changed\./);
}

/** Three records of their own for each test, so that tests may run side by side. */
async function pick(sql: postgres.Sql, subject: Subject, salt: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select ${sql(subject.key[1])}::text as id from ${sql(subject.table)} where ${sql.unsafe(subject.pick)}
    order by ${sql(subject.key[1])} offset ${salt * 3} limit 3`;
  return rows.map(({ id }) => id);
}

async function prepare(
  sql: postgres.Sql,
  subject: Subject,
  ids: string[],
  column: string,
  before: unknown[],
): Promise<void> {
  const name = subject.dbNames[column]!;
  for (const [i, id] of ids.entries()) {
    await sql`
      update ${sql(subject.table)} set ${sql(name)} = was.${sql(name)}
      from jsonb_populate_record(null::${sql(subject.table)}, ${JSON.stringify({ [name]: before[i] })}::text::jsonb) was
      where ${sql(subject.table)}.${sql(subject.key[1])}::text = ${id}`;
  }
}

async function valuesOf(sql: postgres.Sql, subject: Subject, ids: string[], column: string): Promise<unknown[]> {
  const rows = await sql<{ value: unknown }[]>`
    select to_jsonb(${sql(subject.dbNames[column]!)}) as value from ${sql(subject.table)}
    where ${sql(subject.key[1])}::text in ${sql(ids)} order by ${sql(subject.key[1])}`;
  return rows.map(({ value }) => value);
}
