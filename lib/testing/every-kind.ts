import { sql } from "drizzle-orm";
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
import type { Db } from "@/lib/db/client";
import { defineTable } from "@/lib/tables/define-table";

const mood = pgEnum("mood", ["calm", "busy"]);

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

/** Creates the table with records 1 to 4; the fourth has no values at all. */
export async function createThings(db: Db): Promise<void> {
  await db.execute(sql`create type mood as enum ('calm', 'busy')`);
  await db.execute(sql`create table things (id integer primary key, name text, memo text, code varchar(10), count integer,
    price numeric(10,2), cost numeric(10,2), done boolean, mood mood, last_mood mood, due date, at timestamptz, wall timestamp,
    token uuid, parent_id integer references things, extra jsonb, tags text[], sizes integer[])`);
  const rows = THINGS.map((row, i) => ({
    ...row,
    id: i + 1,
    at: row.at ? new Date(row.at as string) : null,
    wall: row.wall ? new Date(`${row.wall as string}Z`) : null,
  }));
  await db.insert(thingsTable).values(rows as never);
}
