import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/ctx";
import { getTable } from "@/lib/tables/registry";
import { createUser } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { type Asked, exportRecords, planImport, previewPlan } from "@/lib/testing/verbs";
import { loadTables } from "./load-tables";

let ctx: Ctx;
const RECORDS = 600;

/** Labels that are no one's alone: blank, twice, or what could as well be another record's key. */
const label = fc.oneof(
  fc.constantFrom("", " ", "Ann", " Ann", "Ann ", "NULL", "-1", "1e3", "007", "1,5", "=1+1", "'x", "true", '"a";b\nc'),
  fc.integer({ min: 0, max: 40 }).map(String),
  fc.integer({ min: 0, max: 40 }).map((n) => `K${n}`),
  fc.integer({ min: 0, max: 40 }).map((n) => `00000000-0000-0000-0000-0000000000${String(n).padStart(2, "0")}`),
);
const textKey = fc
  .oneof(label, fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }))
  .filter((key) => key !== "");
const storable = (text: string) => text.replaceAll("\0", "").toWellFormed();
const sampled = <T>(values: fc.Arbitrary<T>, count: number, seed: number) =>
  fc.sample(values, { numRuns: count, seed });

beforeAll(async () => {
  const { db } = await testDatabase();
  ctx = { db, actor: await createUser(db, { role: "admin" }) };
  await db.execute(sql`create schema far`);
  await db.execute(sql`create table far.counted (id int primary key, name text)`);
  await db.execute(sql`create table far.named (code text primary key, name text)`);
  await db.execute(sql`create table far.marked (id uuid primary key, name text)`);
  await db.execute(sql`create table far.paired (area int, code text, name text, primary key (area, code))`);
  await db.execute(sql`
    create table far.child (id int primary key, counted_id int references far.counted, named_code text references far.named,
      marked_id uuid references far.marked, area int, code text, note text, foreign key (area, code) references far.paired)`);
  const labels = (seed: number) => sampled(fc.option(label), 40, seed);
  const codes = [...new Set(sampled(textKey, 200, 1).map(storable))].filter((code) => code !== "");
  const insert = (table: string, rows: unknown[]) =>
    db.execute(sql`
      insert into ${sql.raw(table)}
      select (jsonb_populate_record(null::${sql.raw(table)}, row)).*
      from jsonb_array_elements(${JSON.stringify(rows)}::text::jsonb) as given(row)`);
  const uuid = (n: number) => `00000000-0000-0000-0000-0000000000${String(n).padStart(2, "0")}`;
  await insert(
    "far.counted",
    labels(2).map((name, id) => ({ id, name })),
  );
  await insert(
    "far.marked",
    labels(3).map((name, n) => ({ id: uuid(n), name })),
  );
  const names = sampled(fc.option(label), codes.length, 4);
  await insert(
    "far.named",
    codes.map((code, i) => ({ code, name: names[i] })),
  );
  await insert(
    "far.paired",
    codes.map((code, i) => ({ area: i % 5, code, name: names[i] })),
  );
  const child = fc.record({
    counted_id: fc.option(fc.nat({ max: 39 })),
    named_code: fc.option(fc.constantFrom(...codes)),
    marked_id: fc.option(fc.nat({ max: 39 }).map(uuid)),
    pair: fc.option(fc.nat({ max: codes.length - 1 })),
  });
  await insert(
    "far.child",
    sampled(child, RECORDS, 5).map(({ pair, ...rest }, id) => ({
      id,
      ...rest,
      ...(pair === null ? {} : { area: pair % 5, code: codes[pair] }),
    })),
  );
  await loadTables(db);
});

async function exported(how: Partial<Asked<typeof exportRecords>>) {
  const asked: Asked<typeof exportRecords> = {
    table: "far.child",
    format: "csv",
    selection: { kind: "matching" },
    ...how,
  };
  const { pieces } = await exportRecords(ctx, asked, new AbortController().signal);
  const file: Uint8Array[] = [];
  for await (const piece of pieces) file.push(piece);
  return new Blob(file.map((piece) => new Uint8Array(piece)));
}

/** What a file would change if its keys, or their labels, were read. */
async function imported(file: Blob, columns: (string | null)[], how: Partial<Asked<typeof planImport>> = {}) {
  const spec: Asked<typeof planImport> = {
    table: "far.child",
    mode: "update",
    key: ["id"],
    columns,
    emptyCells: "clear",
    ...how,
  };
  const { update } = await planImport(ctx, spec, file.stream());
  return previewPlan(ctx, { taskId: update!.taskId });
}

/** The columns of the export, each key with its label beside it. */
const columnsBy = (by: "key" | "label") =>
  getTable("far.child").columns.flatMap(({ id, references }) =>
    references ? (by === "key" ? [id, null] : [null, id]) : [id],
  );

test.each([
  { format: "csv", reading: {} },
  { format: "csv", reading: { delimiter: ";", decimalComma: true } },
  { format: "xlsx", reading: {} },
] as const)(
  "an export to $format is read as the same references, whatever their keys and labels are",
  async ({ format, reading }) => {
    const { counts } = await imported(await exported({ format, ...reading }), columnsBy("key"), reading);
    expect(counts).toMatchObject({ total: RECORDS, unchanged: RECORDS, willChange: 0, refused: 0 });
  },
);

test("a label never chooses another record: it is the same one, or is refused", async () => {
  for (const format of ["csv", "xlsx"] as const) {
    const { counts } = await imported(await exported({ format }), columnsBy("label"));
    expect(counts).toMatchObject({ total: RECORDS, willChange: 0 });
    expect(counts.unchanged).toBeGreaterThan(20);
    expect(counts.refused).toBeGreaterThan(20);
  }
});
