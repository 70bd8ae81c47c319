import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  date,
  inet,
  integer,
  interval,
  jsonb,
  macaddr,
  numeric,
  pgEnum,
  pgTable,
  text,
  time,
  timestamp,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import type { Db } from "@/lib/db/client";
import { defineTable } from "@/lib/tables/define-table";

const mood = pgEnum("mood", ["calm", "busy"]);

const range = customType<{ data: string; config: { type: string }; configRequired: true }>({
  dataType: ({ type }) => type,
});

/** A table with a column of every kind, for tests of kinds, operations and filters. */
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
  span: interval("span"),
  clock: time("clock"),
  clockThere: time("clock_there", { withTimezone: true }),
  levels: range("levels", { type: "int4range" }),
  prices: range("prices", { type: "numrange" }),
  days: range("days", { type: "daterange" }),
  slot: range("slot", { type: "tstzrange" }),
  address: inet("address"),
  device: macaddr("device"),
});
export const things = defineTable(thingsTable, { columns: { memo: { kind: "longText" } }, bulk: { async: false } });

export const TOKEN = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59";
export const OTHER_TOKEN = "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a5a";

/** The values of records 1 to 4, as JSON. */
export const THINGS: Record<string, unknown>[] = [
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
    span: "30 days",
    clock: "09:15:30",
    clockThere: "09:15:30+02",
    levels: "[1,5)",
    prices: "[1.50,2]",
    days: "[2024-01-31,2024-02-29)",
    slot: '["2024-03-30 09:00:00+00","2024-03-31 09:00:00+00")',
    address: "10.1.2.3",
    device: "08:00:2b:01:02:03",
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
    token: OTHER_TOKEN,
    parentId: 2,
    extra: {},
    tags: [],
    sizes: [],
    span: "1 mon -02:03:04.5",
    clock: "23:30:00",
    clockThere: "23:30:00-08",
    levels: "empty",
    prices: "(,3.10)",
    days: "[2024-02-01,)",
    slot: "(,)",
    address: "10.0.0.0/8",
    device: "00:00:00:00:00:00",
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
    span: "1 mon",
    clock: "24:00:00",
    clockThere: "00:00:00+00",
    levels: "[7,8)",
    prices: "empty",
    days: "empty",
    slot: "empty",
    address: "2001:db8::1",
    device: "08:00:2b:01:02:04",
  },
  {},
];

/** Creates the table with records 1 to 4; the fourth has no values at all. */
export async function createThings(db: Db): Promise<void> {
  await db.execute(sql`create type mood as enum ('calm', 'busy')`);
  await db.execute(sql`create table things (id integer primary key, name text, memo text, code varchar(10), count integer,
    price numeric(10,2), cost numeric(10,2), done boolean, mood mood, last_mood mood, due date, at timestamptz, wall timestamp,
    token uuid, parent_id integer references things, extra jsonb, tags text[], sizes integer[],
    span interval, clock time, clock_there timetz, levels int4range, prices numrange, days daterange, slot tstzrange, address inet, device macaddr)`);
  const rows = THINGS.map((row, i) => ({
    ...row,
    id: i + 1,
    at: row.at ? new Date(row.at as string) : null,
    wall: row.wall ? new Date(`${row.wall as string}Z`) : null,
  }));
  await db.insert(thingsTable).values(rows as never);
}
