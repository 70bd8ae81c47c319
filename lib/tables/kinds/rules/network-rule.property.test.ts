import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import { testDatabase } from "@/lib/testing/database";
import { networkRule } from "./network-rule";

const part = fc.oneof(
  fc.nat({ max: 300 }).map(String),
  fc.nat({ max: 0x1_ffff }).map((n) => n.toString(16)),
  fc.constantFrom("", "0", "00", "g", "::", "1.2.3.4"),
);
const malformed = fc
  .tuple(
    fc.array(part, { minLength: 1, maxLength: 9 }),
    fc.constantFrom(".", ":", "::", "-"),
    fc.option(fc.nat({ max: 140 }), { nil: null }),
  )
  .map(([parts, sign, bits]) => parts.join(sign) + (bits === null ? "" : `/${bits}`));
const groups = fc
  .array(
    fc.oneof(fc.nat({ max: 0xffff }), fc.constant(0)).map((n) => n.toString(16)),
    { minLength: 1, maxLength: 8 },
  )
  .chain((each) =>
    fc.nat({ max: each.length }).map((at) => `${each.slice(0, at).join(":")}::${each.slice(at).join(":")}`),
  );
const device = fc
  .tuple(fc.array(fc.nat({ max: 255 }), { minLength: 5, maxLength: 9 }), fc.constantFrom(":", "-", ""))
  .map(([bytes, sign]) => bytes.map((n) => n.toString(16).padStart(2, "0")).join(sign));
const given = fc.oneof(
  malformed,
  groups,
  fc.tuple(groups, fc.nat({ max: 130 })).map(([address, bits]) => `${address}/${bits}`),
  fc.ipV6(),
  fc.tuple(fc.ipV4(), fc.nat({ max: 40 })).map(([address, bits]) => `${address}/${bits}`),
  device,
);
const KNOWN = [
  "1::2::3",
  ":::",
  "::",
  "1:2:3",
  "12345::",
  "::ffff:10.0.0.1",
  "10.0.0.1/8",
  "1:2:3:4:5:6:7::",
  "::/129",
  ":1::",
];

/** `can_be_read(text, type)`: Postgres 15 has no `pg_input_is_valid` yet. */
async function databaseThatReads() {
  const { db } = await testDatabase();
  await db.execute(sql`
    create function can_be_read(given text, type text) returns boolean language plpgsql as $$
    begin
      execute format('select %L::%s', given, type);
      return true;
    exception when others then
      return false;
    end $$`);
  return db;
}

test.each([
  ["address", "inet"],
  ["mac", "macaddr"],
  ["mac8", "macaddr8"],
] as const)("no text that the rule takes for %s is refused by Postgres", async (itemKind, type) => {
  const db = await databaseThatReads();
  const texts = [...KNOWN, ...fc.sample(given, 2_000)];
  const taken = texts.filter((text) => "value" in networkRule(text, { ...things.column("address"), itemKind }));
  expect(taken.length).toBeGreaterThan(20);
  const refused = await db.execute<{ text: string }>(sql`
    select text from jsonb_array_elements_text(${JSON.stringify(taken)}::text::jsonb) as given(text)
    where not can_be_read(text, ${type})`);
  expect([...refused]).toEqual([]);
});

test("every address that Postgres writes is taken", async () => {
  const db = await databaseThatReads();
  const all = fc.sample(given, 2_000);
  const written = await db.execute<{ text: string }>(sql`
    select text::inet::text as text from jsonb_array_elements_text(${JSON.stringify(all)}::text::jsonb) as given(text)
    where can_be_read(text, 'inet')`);
  expect(written.length).toBeGreaterThan(100);
  const info = { ...things.column("address"), itemKind: "address" } as const;
  expect(written.filter(({ text }) => !("value" in networkRule(text, info)))).toEqual([]);
});
