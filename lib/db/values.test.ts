import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Database, openDatabase } from "./client";

let database: TestDatabase;
let admin: Database;
beforeAll(async () => {
  database = await testDatabase();
  admin = openDatabase(database.url, { max: 1 });
});
afterAll(() => admin.end());

test("a statement by hand answers with numbers where JavaScript holds them exactly, with text where it does not, also in lists", async () => {
  const [row] = await database.db.execute(sql`
    select 1::int2 as small, 2::int4 as count, 0.1::float8 as float, true as yes, 9007199254740993::int8 as big,
      1.10::numeric as price, date '2026-02-01' as day, timestamptz '2026-02-01 00:00+00' at time zone 'UTC' as moment,
      interval '1 mon -1 day' as span, '{"a": [1, null]}'::jsonb as json, null::int as nothing,
      array['a,b', null] as texts, array[1, 2]::int4[] as counts, array[9007199254740993]::int8[] as bigs,
      array[true, false] as flags`);
  expect(row).toEqual({
    small: 1,
    count: 2,
    float: 0.1,
    yes: true,
    big: "9007199254740993",
    price: "1.10",
    day: "2026-02-01",
    moment: "2026-02-01 00:00:00",
    span: "1 mon -1 days",
    json: { a: [1, null] },
    nothing: null,
    texts: ["a,b", null],
    counts: [1, 2],
    bigs: ["9007199254740993"],
    flags: [true, false],
  });
  expect(await database.db.$count(sql`(values (1), (2)) as two`)).toBe(2);
});

/** A value of each type that JavaScript has no form for. */
const VALUES = {
  int8: "9007199254740993",
  numeric: "1.10",
  money: "$1.50",
  date: "2026-02-01",
  time: "01:02:03.4",
  timetz: "01:02:03+02",
  timestamp: "2026-02-01 01:02:03.000004",
  timestamptz: "infinity",
  interval: "1 mon -1 days",
  uuid: "00000000-0000-0000-0000-000000000001",
  text: "a,b",
  varchar: "",
  bpchar: "a ",
  name: "n",
  '"char"': "c",
  inet: "10.0.0.1/8",
  cidr: "10.0.0.0/8",
  macaddr: "08:00:2b:01:02:03",
  point: "(1,2)",
  line: "{1,2,3}",
  box: "(3,4),(1,2)",
  path: "((1,2),(3,4))",
  polygon: "((1,2),(3,4))",
  circle: "<(1,2),3>",
  bit: "1",
  varbit: "101",
  tsvector: "'a':1",
  tsquery: "'a' & 'b'",
  jsonpath: '$."a"',
  pg_lsn: "0/1",
  xid: "7",
  regclass: "pg_class",
  int4range: "[1,5)",
  numrange: "[1.10,2]",
  tstzrange: "empty",
  int4multirange: "{[1,2),[3,4)}",
  mood: "so so",
  price: "1.10",
  pair: '(1,"a b")',
};
/** Those whose lists are lists. */
const LISTS = ["int8", "uuid", "text", "varchar", "bpchar", "name", '"char"'];

test("a value of any other type arrives as its text, and a list of them too; a domain is its type, and what is given comes back", async () => {
  await admin.db.execute(sql`create type mood as enum ('so so')`);
  await admin.db.execute(sql`create domain price as numeric`);
  await admin.db.execute(sql`create type pair as (n int, t text)`);
  await admin.db.execute(sql`create domain count as int`);
  for (const [type, text] of Object.entries(VALUES)) {
    const [row] = await admin.db.execute(sql`
      select given.value, array[given.value, null] as list, array[given.value, null]::text as text
      from (select ${text}::${sql.raw(type)} as value) as given`);
    expect(row, type).toMatchObject({ value: text, list: LISTS.includes(type) ? [text, null] : row?.text });
  }
  expect(await admin.db.execute(sql`select 7::count as n, row(1, null) as record`)).toEqual([{ n: 7, record: "(1,)" }]);
});

test("what is given arrives in the database: bytes, lists, JSON, instants, nothing", async () => {
  const given = sql`select ${Buffer.from([0, 255])}::bytea as bytes, ${sql.param(["a,b", '"', null])}::text[] as texts,
    ${sql.param([1, 2])}::int[] as counts, ${JSON.stringify([{ a: null }])}::jsonb as json, ${true}::boolean as yes,
    ${new Date(0)}::timestamptz = 'epoch' as epoch, ${null}::text as nothing, ${1.5}::float8 as float, ${2n ** 60n}::int8 as big`;
  expect(await admin.db.execute(given)).toEqual([
    {
      bytes: Buffer.from([0, 255]),
      texts: ["a,b", '"', null],
      counts: [1, 2],
      json: [{ a: null }],
      yes: true,
      epoch: true,
      nothing: null,
      float: 1.5,
      big: "1152921504606846976",
    },
  ]);
});

test("within a transaction a value's text is one that its type reads again, whatever the database is set to", async () => {
  await admin.db.execute(sql`
    do $$ begin
      execute format('alter database %I set datestyle to ''SQL, DMY''', current_database());
      execute format('alter database %I set intervalstyle to ''sql_standard''', current_database());
      execute format('alter database %I set extra_float_digits to 0', current_database());
      execute format('alter database %I set bytea_output to ''escape''', current_database());
    end $$`);
  const other = openDatabase(database.url, { max: 1 });
  const texts = sql`select date '2026-02-01'::text as day, (interval '1 mon -1 day')::text as span,
    (0.1::float8 + 0.2::float8)::text as number, '\\x00ff'::bytea::text as bytes`;
  const [outside] = await other.db.execute(texts);
  expect(outside).toMatchObject({ day: "01/02/2026", number: "0.3" });
  const [inside] = await other.db.transaction((tx) => tx.execute(texts));
  expect(inside).toEqual({
    day: "2026-02-01",
    span: "1 mon -1 days",
    number: "0.30000000000000004",
    bytes: "\\x00ff",
  });
  // The order of day and month in what people type stays the database's own.
  const [typed] = await other.db.transaction((tx) => tx.execute(sql`select date '01/02/2026'::text as day`));
  expect(typed).toEqual({ day: "2026-02-01" });
  await other.end();
});
