import { type Asked, exportRecords } from "@/lib/testing/verbs";
import { parse } from "csv-parse/sync";
import { sql } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { customersTable, ordersTable } from "@/lib/db/sample/superstore";
import { defineTable } from "@/lib/tables/define-table";
import { registerTable } from "@/lib/tables/registry";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";

let db: Db;
let viewer: Actor;
const NASTY = '=HYPERLINK("http://evil.example","click")';

beforeAll(async () => {
  ({ db } = await testDatabase());
  viewer = await createUser(db, { role: "viewer" });
  await insertPlaces(db, 2_500, (id) => ({
    name: id === 7 ? NASTY : `Place ${id}`,
    notes: id === 8 ? 'two\nlines, "quoted" & <b>' : null,
    population: id % 10,
    surveyedOn: id === 9 ? "2024-02-29" : null,
    tags: id === 9 ? ["a", "b"] : [],
  }));
  await db.insert(customersTable).values({ id: "AA-1", name: "Ann", segment: "Consumer" });
  await db.insert(ordersTable).values({
    id: "O-1",
    customerId: "AA-1",
    orderDate: "2024-01-02",
    shipMode: "First Class",
    city: "X",
    state: "Y",
    region: "Z",
    deliverBy: new Date("2024-01-05T12:00:00Z"),
  });
});

const everything: Asked<typeof exportRecords>["selection"] = {
  kind: "matching",
  filter: null,
  search: "",
  exceptIds: [],
  expectedCount: null,
};

async function bytesOf(asked: Omit<Asked<typeof exportRecords>, "table"> & { table?: string }, actor = viewer) {
  const signal = new AbortController().signal;
  const { pieces } = await exportRecords({ db, actor }, { table: "places", ...asked }, signal);
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

async function csvOf(asked: Partial<Asked<typeof exportRecords>> = {}, actor = viewer) {
  const bytes = await bytesOf({ format: "csv", selection: everything, ...asked }, actor);
  return parse<Record<string, string>>(bytes, { columns: true, bom: true });
}

test("a filtered, sorted table is exported whole, across batches, in its order", async () => {
  const filter = { join: "and" as const, rules: [{ column: "population", operator: "gte", value: 5 }] };
  const rows = await csvOf({
    selection: { ...everything, filter, exceptIds: ["5"] } as never,
    sort: [{ column: "population", direction: "desc" }],
    columns: ["geonameId", "population"],
  });
  const expected = await db.execute<{ id: string; population: string }>(sql`
    select geoname_id::text as id, population::text from places where population >= 5 and geoname_id <> 5
    order by population desc, geoname_id desc`);
  expect(rows).toEqual(expected.map(({ id, population }) => ({ Id: id, Population: population })));
  expect(rows).toHaveLength(1_249);
});

test("listed records, quoted texts, lists, and formulas disarmed", async () => {
  const rows = await csvOf({
    selection: { kind: "records", ids: ["7", "8", "9", "999999"] },
    columns: ["name", "notes", "surveyedOn", "tags"],
  });
  expect(rows).toEqual([
    { Name: `'${NASTY}`, Notes: "", "Surveyed on": "", Tags: "" },
    { Name: "Place 8", Notes: 'two\nlines, "quoted" & <b>', "Surveyed on": "", Tags: "" },
    { Name: "Place 9", Notes: "", "Surveyed on": "2024-02-29", Tags: "a, b" },
  ]);
});

test("a foreign key comes with the label of its record", async () => {
  const [row] = await csvOf({ table: "orders", columns: ["id", "customerId"] });
  expect(row).toEqual({ Id: "O-1", Customer: "AA-1", "Customer (label)": "Ann" });
});

test("a workbook has numbers, dates and booleans as such, texts as texts, and one line per record", async () => {
  const bytes = await bytesOf({
    format: "xlsx",
    selection: everything,
    columns: ["name", "notes", "population", "surveyedOn", "latitude", "capital"],
  });
  const parts = unzipSync(bytes);
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"]!);
  expect(sheet.match(/<row /g)).toHaveLength(2_501);
  expect(sheet).toContain(
    '<c r="A8" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK("http://evil.example","click")</t></is></c>',
  );
  expect(sheet).not.toContain("<f>");
  expect(sheet).toContain('two\nlines, "quoted" &amp; &lt;b&gt;');
  expect(sheet).toContain('<c r="C8"><v>7</v></c>');
  expect(sheet).toContain(
    '<c r="D10" s="2"><v>45351</v></c><c r="E10"><v>52.37403</v></c><c r="F10" t="b"><v>0</v></c>',
  );
  const time = unzipSync(
    await bytesOf({ table: "orders", format: "xlsx", selection: everything, columns: ["deliverBy"] }),
  );
  expect(strFromU8(time["xl/worksheets/sheet1.xml"]!)).toContain('s="3"><v>45296.5</v>');
});

test("row scope holds in exports", async () => {
  registerTable(defineTable(placesTable, { scope: () => sql`population = 3` }));
  const rows = await csvOf({ columns: ["population"], selection: everything });
  expect(rows).toHaveLength(250);
  const listed = await csvOf({ selection: { kind: "records", ids: ["3", "4"] }, columns: ["geonameId"] });
  expect(listed).toHaveLength(1);
  registerTable(defineTable(placesTable));
});

test("who may not view the table gets nothing, before the file begins", async () => {
  registerTable(defineTable(placesTable, { access: { view: "editor" } }));
  await expect(csvOf()).rejects.toMatchObject({ code: "FORBIDDEN" });
  registerTable(defineTable(placesTable));
  await expect(csvOf({ columns: ["nope"] })).rejects.toMatchObject({ code: "UNKNOWN_COLUMN" });
  await expect(csvOf({ table: "nope" })).rejects.toMatchObject({ code: "UNKNOWN_TABLE" });
});

test("a reader who leaves ends it before the next batch is read", async () => {
  const reader = new AbortController();
  const asked = { table: "places", format: "csv" as const, selection: everything };
  const { pieces } = await exportRecords({ db, actor: viewer }, asked, reader.signal);
  await pieces.next();
  await pieces.next();
  reader.abort();
  expect(await pieces.next()).toMatchObject({ done: true });
});
