import fc from "fast-check";
import { expect, test } from "vitest";
import { openFile } from "@/lib/bulk/import/open-file";
import { ImportSpec } from "@/lib/bulk/import/import-spec";
import { rowReader } from "@/lib/bulk/import/row-reader";
import { DELIMITERS } from "@/lib/files/file-reading";
import { unguarded } from "@/lib/files/text/formula-guard";
import { csvPieces } from "@/lib/tables/export/csv-pieces";
import { xlsxPieces } from "@/lib/tables/export/xlsx-pieces";
import { kindOf } from "@/lib/tables/kinds/index";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { things } from "@/lib/testing/every-kind";
import { judge } from "@/lib/tables/kinds/rules/value-problem";
import { copyText, editText, fileText, mayBeLabel, readText, sameValue, valueOfText } from "./codec-of";

const varied = (id: string, rest: Partial<ColumnDef>): ColumnDef => ({ ...things.column(id), ...rest });
const NUMERIC = { precision: null, scale: null };
const BIGINT = { min: -(2 ** 63), max: 2 ** 63 };

const text = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
  fc.string({ unit: fc.constantFrom("a", "NULL", ...",;\"'[]{}\\ \t\r\n=+-@|".split("")), minLength: 1, maxLength: 8 }),
);
const digits = (most: number) =>
  fc
    .tuple(fc.constantFrom("", "-"), fc.stringMatching(new RegExp(`^(0|[1-9]\\d{0,${most}})(\\.\\d{1,8})?$`)))
    .map((s) => s.join(""));
const bigint = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => {
  const small = n >= BigInt(Number.MIN_SAFE_INTEGER) && n <= BigInt(Number.MAX_SAFE_INTEGER);
  return small ? Number(n) : n.toString();
});
const day = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const clock = fc
  .tuple(fc.integer({ min: 0, max: 86_399 }), fc.constantFrom("", ".5", ".123456", ".000001"))
  .map(([s, rest]) => new Date(s * 1000).toISOString().slice(11, 19) + rest);
const time = fc.tuple(day, clock).map((parts) => parts.join("T"));
const json = fc.oneof(
  fc.json({ maxDepth: 3 }).filter((each) => !each.includes("\\u") && each.isWellFormed()),
  fc.constantFrom("[1]", '"123"', '"true"', "null", '{"ref":1005254182451511297,"vat":1.10}', "[ ]", '{"a": " "}'),
);
const list = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.array(item, { maxLength: 5 }),
    fc.array(fc.oneof(item, fc.constant(null)), { maxLength: 4 }),
    fc
      .integer({ min: 1, max: 3 })
      .chain((n) => fc.array(fc.array(item, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 3 })),
  );

const int = (min: number, max: number) => fc.integer({ min, max });
const span = fc.tuple(int(-30, 30), int(-11, 11), int(-400, 400), int(-90_000, 90_000), int(0, 999_999)).map(spanText);

/** As Postgres writes a span of time. */
function spanText([years, months, days, minutes, micros]: [number, number, number, number, number]): string {
  const parts = [counted(years, "year"), counted(months, "mon"), counted(days, "day")].filter((part) => part !== "");
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = micros === 0 ? "" : `.${String(micros).padStart(6, "0").replace(/0+$/, "")}`;
  const time = `${minutes < 0 ? "-" : ""}${two(hours)}:${two(Math.abs(minutes) % 60)}:00${rest}`;
  return [...parts, time].join(" ");
}
const counted = (n: number, unit: string) => (n === 0 ? "" : `${n} ${unit}${n === 1 ? "" : "s"}`);
const two = (n: number) => String(n).padStart(2, "0");

/** As Postgres writes a range: ends with blanks in quotes. */
const range = (end: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.constantFrom("empty", "(,)"),
    fc
      .tuple(
        fc.constantFrom("[", "("),
        fc.option(end, { nil: "" }),
        fc.option(end, { nil: "" }),
        fc.constantFrom("]", ")"),
      )
      .map(
        ([open, from, to, close]) =>
          open + [from, to].map((each) => (each.includes(" ") ? `"${each}"` : each)).join() + close,
      ),
  );
const seconds = fc.tuple(day, clock).map((parts) => parts.join(" "));
const octet = int(0, 255);
const hex = int(0, 65_535).map((n) => n.toString(16));
const network = fc.oneof(
  fc.tuple(octet, octet, octet, octet).map((bytes) => bytes.join(".")),
  fc.tuple(octet, int(0, 32)).map(([byte, bits]) => `10.0.0.${byte}/${bits}`),
  fc.array(hex, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(":")),
  fc.tuple(hex, int(0, 128)).map(([group, bits]) => `2001:db8::${group}/${bits}`),
);

/** Values as Postgres gives them, by column. */
const VALUES: [ColumnDef, fc.Arbitrary<unknown>][] = [
  [things.column("name"), text],
  [things.column("memo"), text],
  [things.column("count"), fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })],
  [varied("count", BIGINT), bigint],
  [varied("price", NUMERIC), digits(25)],
  [
    varied("price", { ...NUMERIC, floating: true }),
    fc.double({ noDefaultInfinity: false }).map((n) => (Object.is(n, -0) ? "-0" : String(n))),
  ],
  [things.column("done"), fc.boolean()],
  [
    varied("mood", { enumValues: ["open", "OPEN", " a b ", "1", "a,b"] }),
    fc.constantFrom("open", "OPEN", " a b ", "1", "a,b"),
  ],
  [things.column("due"), day],
  [things.column("at"), time.map((at) => `${at}+00:00`)],
  [things.column("wall"), time],
  [things.column("token"), fc.uuid()],
  [things.column("extra"), json],
  [things.column("tags"), list(fc.oneof(text, fc.constant("")))],
  [things.column("span"), span],
  [things.column("clock"), fc.oneof(clock, fc.constant("24:00:00"))],
  [
    things.column("clockThere"),
    fc.tuple(clock, fc.constantFrom("+00", "-08", "+05:30")).map((parts) => parts.join("")),
  ],
  [things.column("levels"), range(int(-2_147_483_648, 2_147_483_647).map(String))],
  [things.column("prices"), range(digits(25))],
  [things.column("days"), range(day)],
  [things.column("slot"), range(seconds.map((at) => `${at}+00`))],
  [things.column("address"), network],
  [
    things.column("device"),
    fc
      .array(octet, { minLength: 6, maxLength: 6 })
      .map((bytes) => bytes.map((n) => n.toString(16).padStart(2, "0")).join(":")),
  ],
  // Keys of tables that are not shown: what is known of others is in `references-in-files.test.ts`.
  [varied("parentId", { references: null, itemKind: "integer" }), int(-2_147_483_648, 2_147_483_647)],
  [varied("parentId", { references: null, itemKind: "uuid" }), fc.uuid()],
  [varied("parentId", { references: null, itemKind: "text", min: null, max: null }), text],
  [things.column("flags"), list(fc.boolean())],
  [varied("amounts", NUMERIC), list(digits(25))],
  [
    varied("moods", { enumValues: ["open", "OPEN", " a b ", "1", "a,b"] }),
    list(fc.constantFrom("open", "OPEN", " a b ", "1", "a,b")),
  ],
  [things.column("sizes"), list(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }))],
];
const columnAt = (at: number): ColumnDef => VALUES[at]![0];
const valued = fc.oneof(...VALUES.map(([, values], at) => values.map((value) => ({ at, value }))));

test("what is copied, exported and put into an editor is read back as the same value", () => {
  fc.assert(
    fc.property(valued, ({ at, value }) => {
      const column = columnAt(at);
      for (const write of [copyText, fileText, editText]) {
        const written = write(column, value);
        const back = readText(column, written);
        const same = "value" in back && sameValue(column, back.value, value);
        expect({ kind: column.kind, written, back, same }).toMatchObject({ same: true });
      }
    }),
    { numRuns: 1_500 },
  );
}, 60_000);

test("what a text means stands as it is when it is judged again", () => {
  const formats = fc.record({
    decimalComma: fc.constantFrom(true, false, null),
    dateOrder: fc.constantFrom("dmy" as const, "mdy" as const, null),
  });
  fc.assert(
    fc.property(valued, fc.option(text, { nil: undefined }), formats, ({ at, value }, other, format) => {
      const column = columnAt(at);
      const meant = readText(column, other ?? fileText(column, value), format);
      const isJudged = "value" in meant && meant.value !== null && !mayBeLabel(column);
      expect(isJudged ? judge(column, meant.value) : meant, column.id).toEqual(meant);
    }),
    { numRuns: 5_000 },
  );
});

const ofOneColumn = fc
  .nat({ max: VALUES.length - 1 })
  .chain((at) => fc.array(VALUES[at]![1], { minLength: 10, maxLength: 40 }).map((values) => ({ at, values })));

test("a file that was exported is imported as the same values, whatever its separator and decimal sign", async () => {
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(
      ofOneColumn,
      fc.constantFrom(...DELIMITERS),
      fc.boolean(),
      async (given, delimiter, decimalComma) => {
        const how = { delimiter, decimalComma };
        cases += await backAsBefore(given, (columns, batches) => csvPieces(columns, batches, how), how);
      },
    ),
    { numRuns: 80 },
  );
  expect(cases).toBeGreaterThan(1_000);
}, 60_000);

test("a workbook that was exported is imported as the same values", async () => {
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(ofOneColumn, async (given) => {
      cases += await backAsBefore(given, (columns, batches) => xlsxPieces("Things", columns, batches));
    }),
    { numRuns: 80 },
  );
  expect(cases).toBeGreaterThan(1_000);
}, 60_000);

/** How many values went into a file and came back. */
async function backAsBefore(
  { at, values }: { at: number; values: unknown[] },
  write: (columns: ColumnDef[], batches: AsyncGenerator<RecordRow[]>) => AsyncGenerator<Uint8Array>,
  how: Partial<ImportSpec> = {},
): Promise<number> {
  const column = columnAt(at);
  async function* batches() {
    yield values.map((value, i) => ({ id: `${i}`, version: "", values: { id: i, [column.id]: value }, labels: {} }));
  }
  const pieces = [];
  for await (const piece of write([things.column("id"), column], batches())) pieces.push(piece);
  const read = await imported(column, new Uint8Array(Buffer.concat(pieces)), how);
  for (const [i, value] of values.entries()) {
    const back = read[i];
    const same = back && "values" in back && sameValue(column, back.values[column.id], value);
    expect({ kind: column.kind, value, back, same }).toMatchObject({ same: true });
  }
  return values.length;
}

const typed = fc.oneof(
  valued.map(({ at, value }) => copyText(columnAt(at), value)),
  text,
  fc.stringMatching(/^[-(]?[$€]?\d{1,4}([., ]\d{1,3}){0,3} ?[%€)]?$/),
  fc.stringMatching(/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}( \d{1,2}:\d\d( [AP]M)?)?$/),
  fc.stringMatching(/^[1-9](\.\d{1,6})?[eE][+-]\d{1,2}$/),
  fc.constantFrom(
    "0,125",
    "1,234",
    "$5.00",
    "12 %",
    "(500)",
    "1.234,50 €",
    "1.23E+05",
    "yes",
    "X",
    "Open",
    "{a,b}",
    "\u0000",
    "1 to 5",
    "[1,5]",
    "1.1.2026 – 31.1.2026",
    "6:30 PM",
    "8:05",
    "2 days 03:00",
    "1 month",
    "90 min",
    "P1DT2H",
    "10.0.0.0/8",
    "::1",
  ),
);

test("what one door takes, every door takes, and refuses in the same words", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: VALUES.length - 1 }), typed, async (at, given) => {
      const column = columnAt(at);
      const parser = kindOf(column.kind).parser(column);
      // Cell, sheet, filter and paste send this, and the server parses it.
      const sent = valueOfText(column, given);
      const parsed = sent === null ? ({ success: true, data: null } as const) : parser.safeParse(sent);
      const taken = parsed.success ? { value: parsed.data } : { problem: parsed.error.issues[0]?.message };
      expect(readText(column, given)).toEqual(taken);
      // A file has the text in a cell; there an empty cell says nothing, and a guard against formulas is taken off.
      if (given === "" || unguarded(given, ",") !== given) return;
      const read = rowReader(tableOf(column), spec(column)).read(["1", given]);
      const fromFile = "values" in read ? { value: read.values[column.id] } : { problem: read.refused.message };
      expect(fromFile).toEqual(taken);
    }),
    { numRuns: 1_500 },
  );
}, 60_000);

const spec = (column: ColumnDef, how: Partial<ImportSpec> = {}) =>
  ImportSpec.parse({
    table: "things",
    mode: "upsert",
    columns: ["id", column.id],
    key: ["id"],
    emptyCells: "clear",
    ...how,
  });

/** The table with this column in place of its own. */
const tableOf = (column: ColumnDef): TableDef => ({
  ...things,
  columns: things.columns.map((each) => (each.id === column.id ? column : each)),
  column: (id) => (id === column.id ? column : things.column(id)),
});

async function imported(column: ColumnDef, file: Uint8Array<ArrayBuffer>, how: Partial<ImportSpec>) {
  const { rows } = await openFile(new Blob([file]).stream(), spec(column, how));
  const { read } = rowReader(tableOf(column), spec(column, how));
  const all = [];
  for await (const { cells } of rows) all.push(read(cells));
  return all.slice(1);
}
