import { readdir } from "node:fs/promises";
import os from "node:os";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { strToU8, zipSync } from "fflate";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import type { Actor } from "@/lib/model/actor";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { taskTables } from "@/lib/testing/task-tables";
import { applyPlan, exportRecords, listParseErrors, planImport, previewPlan } from "@/lib/testing/verbs";
import { textRows, workbookFile } from "@/lib/testing/workbook-file";
import type { ImportSpecInput } from "./import-spec";

let db: Db;
let editor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { role: "editor" });
});

beforeEach(async () => {
  await db.execute(sql`truncate places, ${taskTables}`);
});

const COLUMNS = ["geonameId", "name", "country", "featureCode", "population", "latitude", "longitude", "surveyedOn"];
const HEADER = ["Id", "Name", "Country", "Feature", "Population", "Latitude", "Longitude", "Surveyed on"];

const plan = (file: Uint8Array, spec: Partial<ImportSpecInput> = {}) =>
  planImport(
    { db, actor: editor },
    { table: "places", mode: "insert", columns: COLUMNS, fileName: "places.xlsx", ...spec },
    new Blob([file as BlobPart]).stream(),
  );

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const place = (id: string, population: string, name = "Place") =>
  `<row><c><v>${id}</v></c>${text(name)}${text("NL")}${text("PPL")}${population}<c><v>52.1</v></c><c><v>4.9</v></c><c s="1"><v>45351</v></c></row>`;
const file = (rows: string, rest = "") =>
  workbookFile({ sheets: { Data: { rows: textRows([HEADER]) + rows, rest } }, formats: ["d/m/yyyy"] });

test("a sheet becomes a plan like any file; cells that can't be taken are named by row, and what it hides is said", async () => {
  const rows = [
    place("1", "<c><v>5</v></c>"),
    place("2", '<c t="e"><v>#N/A</v></c>'),
    place("3", "<c><f>A1*2</f><v>6</v></c>"),
    place("4", "<c><f>A1*2</f></c>"),
    "<row/>",
    place("5", "<c><v>7</v></c>").replace("<row>", '<row hidden="1">'),
  ];
  const { insert, notes } = await plan(file(rows.join(""), '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'));
  expect(notes).toEqual([
    "1 row that the sheet hides was read like the others.",
    "Merged cells hold their value in the first one only, the others are empty: A2:A3.",
    "2 cells with a formula were read by the value that was stored last.",
  ]);
  const { rows: refused } = await listParseErrors({ db, actor: editor }, { taskId: insert!.taskId });
  expect(refused).toEqual([
    { row: 3, column: "Population", message: "The cell has the error #N/A." },
    {
      row: 5,
      column: "Population",
      message: "The cell has a formula without a stored value: open the file in a spreadsheet and save it.",
    },
  ]);
  await applyPlan({ db, actor: editor }, { taskId: insert!.taskId });
  const stored = await db.select().from(placesTable).orderBy(placesTable.geonameId);
  expect(stored.map((each) => [each.geonameId, each.population, each.surveyedOn])).toEqual([
    [1, 5, "2024-02-29"],
    [3, 6, "2024-02-29"],
    [5, 7, "2024-02-29"],
  ]);
});

test("the sheet, its header, its last row and whether hidden rows count are chosen", async () => {
  const rows =
    textRows([["Report of places"], [], HEADER]) +
    place("1", "<c><v>5</v></c>") +
    place("2", "<c><v>6</v></c>").replace("<row>", '<row hidden="1">') +
    place("3", "<c><v>7</v></c>") +
    textRows([["Total", "18"]]);
  const bytes = workbookFile({ sheets: { Cover: { rows: "" }, Data: { rows } } });
  const { insert, notes } = await plan(bytes, { sheet: "Data", headerRow: 3, lastRow: 6, hiddenRows: "skip" });
  expect(insert?.total).toBe(2);
  expect(notes).toEqual(["1 row that the sheet hides was left out."]);
});

test("a file that was exported changes nothing when it comes back, also as a workbook", async () => {
  await insertPlaces(db, 60, (id) => ({
    name: ["=1+1", "'=x", "'quoted", "-5 °C", "@home;=cmd()", "a\nb", "_x0041_", "007"][id % 8]!,
    notes: id % 3 ? "x".repeat(40) : null,
    surveyedOn: id % 2 ? "2024-02-29" : null,
    tags: id % 4 ? ["a, b", '"'] : [],
  }));
  const selection = { kind: "matching" as const, filter: null };
  const columns = ["geonameId", "name", "notes", "population", "surveyedOn", "latitude", "capital", "tags"];
  for (const format of ["csv", "xlsx"] as const) {
    const asked = { table: "places", format, selection, columns };
    const { pieces } = await exportRecords({ db, actor: editor }, asked, new AbortController().signal);
    const bytes = [];
    for await (const piece of pieces) bytes.push(piece);
    const { update, insert } = await plan(Buffer.concat(bytes), { mode: "upsert", key: ["geonameId"], columns });
    expect(insert).toBeNull();
    const { counts } = await previewPlan({ db, actor: editor }, { taskId: update!.taskId });
    expect({ format, counts }).toMatchObject({ counts: { total: 60, willChange: 0, unchanged: 60, refused: 0 } });
  }
});

const zipOf = (name: string, content = "x") => zipSync({ [name]: [strToU8(content), { level: 0 }] });
const CFB = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

test.each<[string, Uint8Array, RegExp]>([
  ["an .xls", CFB, /old Excel workbook \(\.xls\), or one that is protected by a password/],
  ["an .ods", zipOf("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), /\(\.ods\)/],
  ["a .numbers", zipOf("Index/Document.iwa"), /\(\.numbers\)/],
  ["a .gz", gzipSync("a,b"), /\(\.gz\)/],
  ["a .zip", zipOf("data.csv", "a,b"), /zip archive/],
  ["a .pdf", Buffer.from("%PDF-1.7"), /PDF/],
  ["a web page called .xls", Buffer.from("\uFEFF<html><table>"), /web page/],
  [
    "a workbook of 2003",
    Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'),
    /written as XML/,
  ],
])("%s is refused in words, before it has arrived as a whole, whatever its name says", async (_what, start, words) => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(pulled === 1 ? start : new Uint8Array(1_000));
    },
  });
  const spec = { table: "places", mode: "insert" as const, columns: COLUMNS, fileName: "places.csv" };
  await expect(planImport({ db, actor: editor }, spec, endless)).rejects.toMatchObject({
    code: "INVALID",
    message: expect.stringMatching(words),
  });
  expect(pulled).toBeLessThan(10);
});

test("a workbook that unfolds without end is refused, and nothing is left behind", async () => {
  const rows = textRows([HEADER]) + place("1", "<c><v>5</v></c>") + "<row></row>".repeat(1_500_000);
  await expect(plan(workbookFile({ sheets: { Data: { rows } } }))).rejects.toMatchObject({ code: "TOO_MANY" });
  await expect(plan(file(""))).rejects.toMatchObject({ message: "The file has no rows below its header." });
  expect(await db.select().from(bulkTasks)).toHaveLength(0);
  const left = (await readdir(os.tmpdir())).filter((name) => name.startsWith("swath-import-"));
  expect(left).toEqual([]);
});
