import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { placesTable } from "@/lib/db/sample/places";
import { productsTable } from "@/lib/db/sample/superstore";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { applyPlan, listParseErrors, planImport, previewPlan } from "@/lib/testing/verbs";
import { planRetry, planUndo } from "@/lib/bulk/plan/plan-child";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { taskTables } from "@/lib/testing/task-tables";
import { failedRowsCsv } from "./failed-rows-csv";
import type { ImportSpecInput } from "./import-spec";

let db: Db;
let editor: Actor;

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db, { role: "editor" });
  await pretendWorkerIsAlive(db);
});

beforeEach(async () => {
  await db.execute(sql`truncate places, ${taskTables}`);
});

const HEADER = ["Id", "Name", "Country", "Feature", "Population", "Latitude", "Longitude"];
const COLUMNS = ["geonameId", "name", "country", "featureCode", "population", "latitude", "longitude"];
const row = (id: number | string, rest: Partial<Record<"name" | "country" | "population", string>> = {}) =>
  `${id},${rest.name ?? `Place ${id}`},${rest.country ?? "NL"},PPL,${rest.population ?? id},1,2`;
const file = (...rows: string[]) => [HEADER.join(","), ...rows].join("\r\n");

const plan = (text: string | Uint8Array, spec: Partial<ImportSpecInput> = {}, actor = editor) =>
  planImport(
    { db, actor },
    { table: "places", mode: "insert", columns: COLUMNS, fileName: "places.csv", ...spec },
    new Blob([text as BlobPart]).stream(),
  );

async function run(taskId: string) {
  const { ran } = await applyPlan({ db, actor: editor }, { taskId });
  if (ran === "background") await drain(db, taskId);
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.id, taskId));
  return task!;
}

async function undo(taskId: string) {
  return run((await planUndo({ db, actor: editor }, { taskId })).taskId);
}

async function insertFile(text: string | Uint8Array, spec: Partial<ImportSpecInput> = {}) {
  const { insert } = await plan(text, spec);
  return run(insert!.taskId);
}

const places = () => db.select().from(placesTable).orderBy(placesTable.geonameId);
const outcomesOf = async (taskId: string) =>
  (await db.select().from(recordOutcomes).where(eq(recordOutcomes.taskId, taskId)).orderBy(recordOutcomes.id)).map(
    (o) => [o.recordId, o.outcome, o.column, o.message],
  );

async function failedRows(taskId: string): Promise<string[]> {
  const pieces = await failedRowsCsv({ db, actor: editor }, { taskId }, new AbortController().signal);
  let text = "";
  for await (const piece of pieces) text += piece;
  return text.replace("\uFEFF", "").trimEnd().split("\r\n");
}

describe("an import that adds records", () => {
  test("writes each row, in words that say the file, and undo takes them away again", async () => {
    const task = await insertFile(
      file(row(1), row(2, { name: "=SUM(A1)" }), "", row(3, { name: '"Den ""Haag"", NL"' })),
    );
    expect(task).toMatchObject({
      operation: "import",
      state: "succeeded",
      changed: 3,
      changeText: "imported 3 records",
      filterText: "rows of places.csv",
    });
    expect((await places()).map((p) => [p.geonameId, p.name, p.status])).toEqual([
      [1, "Place 1", "new"],
      [2, "=SUM(A1)", "new"],
      [3, 'Den "Haag", NL', "new"],
    ]);
    expect(await undo(task.id)).toMatchObject({ state: "succeeded", changed: 3 });
    expect(await places()).toEqual([]);
  });

  test("isolates bad rows, with their numbers as in the file, and hands them back as they were", async () => {
    await insertPlaces(db, 1);
    const text = file(
      row(1, { name: "taken" }),
      row(2),
      row("x"),
      row(4, { population: "many" }),
      row(5, { country: "Netherlands" }),
      `${row(6)},surplus`,
      row(2, { name: "again" }),
      row(8, { name: "" }),
      row(9),
    );
    const { insert } = await plan(text);
    const preview = await previewPlan({ db, actor: editor }, { taskId: insert!.taskId });
    expect(preview.counts).toMatchObject({ total: 9, willChange: 2, conflict: 1, refused: 6 });
    expect(preview.rows.every(({ isNew }) => isNew)).toBe(true);
    const unreadable = await listParseErrors({ db, actor: editor }, { taskId: insert!.taskId });
    const said = unreadable.rows.toSorted((a, b) => a.row - b.row).map((r) => [r.row, r.column, r.message]);
    expect(said).toEqual([
      [4, "Id", "Must be a whole number between -2,147,483,648 and 2,147,483,647."],
      [5, "Population", "Must be a whole number between -2,147,483,648 and 2,147,483,647."],
      [7, null, "This row has 8 cells, but the header has 7."],
      [8, "Id", "Id is the same as in row 3."],
      [9, "Name", "Name must not be empty."],
    ]);
    const task = await run(insert!.taskId);
    expect(task).toMatchObject({ state: "partial", changed: 2, conflict: 1, failed: 6 });
    expect(await failedRows(task.id)).toEqual([
      [...HEADER, "Row", "Outcome", "Column", "Reason"].join(","),
      `${row(1, { name: "taken" })},2,conflict,,A record with this key exists already.`,
      `${row("x")},4,failed,Id,"Must be a whole number between -2,147,483,648 and 2,147,483,647."`,
      `${row(4, { population: "many" })},5,failed,Population,"Must be a whole number between -2,147,483,648 and 2,147,483,647."`,
      `${row(5, { country: "Netherlands" })},6,failed,Country,Breaks the rule “country is iso code”.`,
      `${row(6)},7,failed,,"This row has 8 cells, but the header has 7."`,
      `${row(2, { name: "again" })},8,failed,Id,Id is the same as in row 3.`,
      `${row(8, { name: "" })},9,failed,Name,Name must not be empty.`,
    ]);
    expect((await places()).map((p) => p.geonameId)).toEqual([1, 2, 9]);
  });

  test("of thousands runs in the background, in chunks, and can be retried", async () => {
    const bad = new Set([3, 1_001, 2_500]);
    const rows = Array.from({ length: 2_500 }, (_, i) =>
      row(2_501 - (i + 1), bad.has(2_500 - i) ? { country: "X" } : {}),
    );
    const task = await insertFile(file(...rows));
    expect(task).toMatchObject({ state: "partial", changed: 2_497, failed: 3, backend: "graphile" });
    expect((await outcomesOf(task.id)).map(([id]) => Number(id))).toEqual(expect.arrayContaining([...bad]));
    const retry = await planRetry({ db, actor: editor }, { taskId: task.id });
    expect(retry.total).toBe(3);
    expect(await run(retry.taskId)).toMatchObject({ state: "failed", failed: 3, operation: "import" });
    expect(await undo(task.id)).toMatchObject({ changed: 2_497 });
  });

  test.each([
    ["a byte order mark and semicolons", `\uFEFF${file(row(7)).replaceAll(",", ";")}`, { delimiter: ";" as const }],
    [
      "tabs and old line ends",
      file(row(7)).replaceAll(",", "\t").replaceAll("\r\n", "\r"),
      { delimiter: "\t" as const },
    ],
    ["UTF-16", new Uint8Array(Buffer.from(`\uFEFF${file(row(7))}`, "utf16le")), { encoding: "utf-16le" as const }],
    ["numbers with a decimal comma", file(row(7).replace(",7,1,2", ',"1.007","1,5",2')), { decimalComma: true }],
  ])("reads %s", async (_name, text, spec) => {
    expect(await insertFile(text, spec)).toMatchObject({ state: "succeeded", changed: 1 });
    expect(await places()).toMatchObject([{ geonameId: 7, name: "Place 7" }]);
  });

  test("reads an old Western encoding, and says at each row that is in another one than was chosen", async () => {
    const many = Array.from({ length: 3_000 }, (_, i) => row(100 + i, { name: "x".repeat(30) }));
    const bytes = new Uint8Array(Buffer.from(file(...many, row(7, { name: "Zürich" }), row(8)), "latin1"));
    const { insert } = await plan(bytes);
    expect(insert?.total).toBe(3_002);
    const { rows } = await listParseErrors({ db, actor: editor }, { taskId: insert!.taskId });
    expect(rows).toEqual([{ row: 3_002, column: null, message: expect.stringMatching(/choose another encoding/) }]);
    await db.execute(sql`truncate places, ${taskTables}`);
    await insertFile(bytes, { encoding: "windows-1252" });
    expect((await places())[0]?.name).toBe("Zürich");
  });

  test("a NUL refuses its own row, in any column, and the rows refused are listed as they stand in the file", async () => {
    const text = file(row(9, { name: "a\0b" }), row(3), `${row(2)},\0`, row("x"), row(1, { population: "\0" }), row(4));
    const { insert } = await plan(text);
    const { rows } = await listParseErrors({ db, actor: editor }, { taskId: insert!.taskId });
    expect(rows.map(({ row, column }) => [row, column])).toEqual([
      [2, "Name"],
      [4, null],
      [5, "Id"],
      [6, "Population"],
    ]);
    const first = await listParseErrors({ db, actor: editor }, { taskId: insert!.taskId, limit: 1 });
    const rest = await listParseErrors({ db, actor: editor }, { taskId: insert!.taskId, after: first.next! });
    expect([...first.rows, ...rest.rows]).toEqual(rows);
    expect(await run(insert!.taskId)).toMatchObject({ changed: 2, failed: 4 });
  });

  test("failed rows come back as the file is written, and are imported again as the same values", async () => {
    const spec: Partial<ImportSpecInput> = { delimiter: ";", decimalComma: true };
    const rows = ["1;=A;Nederland;PPL;1.007;1,125;-2,5", "2;B;NL;PPL;many;1,125;2"];
    const task = await insertFile([HEADER.join(";"), ...rows].join("\r\n"), spec);
    const back = await failedRows(task.id);
    expect(back[0]).toBe("Id;Name;Country;Feature;Population;Latitude;Longitude;Row;Outcome;Column;Reason");
    expect(back[1]).toMatch(/^1;'=A;Nederland;PPL;1.007;1,125;-2,5;2;failed;Country;/);
    const mended = back.join("\r\n").replace("Nederland", "NL").replace("many", "2");
    await insertFile(mended, { ...spec, columns: [...COLUMNS, null, null, null, null] });
    expect((await places()).map((p) => [p.name, p.population, p.latitude, p.longitude])).toEqual([
      ["=A", 1_007, "1.12500", "-2.50000"],
      ["B", 2, "1.12500", "2.00000"],
    ]);
  });

  test("of a file without a header the first row is one, and rows come back under the table's names", async () => {
    const text = [row(1), row(2, { country: "Nederland" })].join("\n");
    const task = await insertFile(text, { hasHeader: false });
    expect(task).toMatchObject({ changed: 1, failed: 1 });
    expect(await failedRows(task.id)).toEqual([
      [...HEADER, "Row", "Outcome", "Column", "Reason"].join(","),
      `${row(2, { country: "Nederland" })},2,failed,Country,Breaks the rule “country is iso code”.`,
    ]);
    await expect(plan("\n", { hasHeader: false })).rejects.toMatchObject({ code: "EMPTY_SELECTION" });
  });

  test("the same file again is said, but not one that was only looked at", async () => {
    const text = file(row(1), row(2));
    expect((await plan(text)).notes).toEqual([]);
    await insertFile(text);
    const again = await plan(text, { lastRow: 2 });
    expect(again.notes).toEqual([
      expect.stringMatching(/^This very file was imported before, by you on \S+ \S+ UTC; 2 records came of it\.$/),
    ]);
    expect((await plan(file(row(1), row(3)))).notes).toEqual([]);
  });

  test("a counter that stands behind the keys of a file is said", async () => {
    await db.execute(
      sql`create sequence places_counter; alter table places alter geoname_id set default nextval('places_counter')`,
    );
    const { notes } = await plan(file(row(1), row(500)));
    expect(notes).toEqual([
      "The file brings its own Id, up to 500, but the table's counter stands at 2: new records will meet them. An admin can move it on: select setval('places_counter', 500).",
    ]);
    await db.execute(sql`select setval('places_counter', 600)`);
    expect((await plan(file(row(501)))).notes).toEqual([]);
    await db.execute(sql`alter table places alter geoname_id drop default`);
  });

  test("a last row that looks like a total is hinted at", async () => {
    const { notes } = await plan(file(row(1), row(2), ",Total,,,3,,"));
    expect(notes).toEqual(["The last row (row 4) looks like a total. To leave it out, read up to row 3."]);
    expect((await plan(file(row(1), row(2)))).notes).toEqual([]);
    expect((await plan(file(row(1), ",Total,,,1,,"), { lastRow: 2 })).notes).toEqual([]);
  });
});

describe("an import that changes records", () => {
  const spec: Partial<ImportSpecInput> = {
    mode: "update",
    columns: ["geonameId", "notes", "population"],
    key: ["geonameId"],
  };
  const notes = (...rows: string[]) => ["Id,Notes,Population", ...rows].join("\n");

  test("finds each by its key, keeps what is empty, names rows without a record, and can be undone", async () => {
    await insertPlaces(db, 3, { notes: "old" });
    const before = await places();
    const { update, insert } = await plan(notes("2,new,", "9,none,1", "1,,5", "3,x,-1", "2,again,4"), spec);
    expect(insert).toBeNull();
    const task = await run(update!.taskId);
    expect(task).toMatchObject({
      total: 5,
      changed: 2,
      failed: 3,
      changeText: "imported into Population, Notes of 5 records",
    });
    expect((await places()).map((p) => [p.notes, p.population])).toEqual([
      ["old", 5],
      ["new", 2_000],
      ["old", 3_000],
    ]);
    expect(await outcomesOf(task.id)).toEqual(
      expect.arrayContaining([
        ["row 3", "failed", "geonameId", "There is no record with the Id “9”."],
        ["row 6", "failed", "geonameId", "Id is the same as in row 2."],
        ["3", "failed", "population", "Breaks the rule “population not negative”."],
      ]),
    );
    await undo(task.id);
    expect(await places()).toEqual(before);
  });

  test("clears what is empty where that was asked for, and leaves alone what was edited since the file was read", async () => {
    await insertPlaces(db, 2, { notes: "old" });
    const { update } = await plan("Id,Notes\n1,\n2,", {
      mode: "update",
      columns: ["geonameId", "notes"],
      key: ["geonameId"],
      emptyCells: "clear",
    });
    await db.execute(sql`update places set notes = 'theirs' where geoname_id = 2`);
    expect(await run(update!.taskId)).toMatchObject({ changed: 1, conflict: 1 });
    expect((await places()).map((p) => p.notes)).toEqual([null, "theirs"]);
  });

  test("or adds them where there is none, as two plans of one file", async () => {
    await insertPlaces(db, 2);
    const { update, insert } = await plan(file(row(2, { name: "changed" }), row(3), row(3), row("?")), {
      mode: "upsert",
      key: ["geonameId"],
    });
    expect([update!.total, insert!.total]).toEqual([2, 2]);
    expect(await run(update!.taskId)).toMatchObject({ changed: 1, failed: 1 });
    const added = await run(insert!.taskId);
    expect(added).toMatchObject({ changed: 1, failed: 1 });
    expect((await places()).map((p) => [p.geonameId, p.name])).toEqual([
      [1, "Place 1"],
      [2, "changed"],
      [3, "Place 3"],
    ]);
    await undo(added.id);
    expect(await places()).toHaveLength(2);
  });
});

describe("an import that finds records by several columns", () => {
  const [CHAIR, STOOL] = ["2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a59", "2f1c6ce0-5b0f-4d3c-9a51-0d1f2c3b4a60"];
  const spec: Partial<ImportSpecInput> = {
    table: "products",
    mode: "update",
    columns: ["code", "name", "listPrice"],
    key: ["code", "name"],
  };
  beforeEach(async () => {
    await db.delete(productsTable);
    const product = { category: "Furniture" as const, subCategory: "Seats", listPrice: "10" };
    await db.insert(productsTable).values([
      { id: CHAIR, code: "S-1", name: "Chair", ...product },
      { id: STOOL, code: "S-1", name: "Stool", ...product },
    ]);
  });

  test("takes any unique constraint of the table as the key, and all of its columns have to be there", async () => {
    const rows = ["S-1,Stool,12", "S-1,Bench,13", "S-1,,14", "S-1,Stool,15"];
    const { update } = await plan(["Code,Name,Price", ...rows].join("\n"), spec);
    const task = await run(update!.taskId);
    expect(task).toMatchObject({
      total: 4,
      changed: 1,
      failed: 3,
      changeText: "imported into List price of 4 records",
    });
    const prices = await db.select().from(productsTable).orderBy(productsTable.id);
    expect(prices.map(({ listPrice }) => listPrice)).toEqual(["10.00", "12.00"]);
    expect(await outcomesOf(task.id)).toEqual(
      expect.arrayContaining([
        ["row 3", "failed", "code", "There is no record with the Code “S-1” and Name “Bench”."],
        ["row 4", "failed", "name", "Name must not be empty."],
        ["row 5", "failed", "code", "Code and Name are the same as in row 2."],
      ]),
    );
  });

  test("part of a unique constraint tells no records apart", async () => {
    await expect(plan("Code,Name,Price\nS-1,Stool,1", { ...spec, key: ["code"] })).rejects.toMatchObject({
      code: "INVALID",
      message: "Code can't tell records apart: the values need not be unique.",
    });
  });
});

describe("a file or mapping that is no good", () => {
  test.each<[string, string, Partial<ImportSpecInput>, string]>([
    ["is empty", "", {}, "EMPTY_SELECTION"],
    ["has only a header", HEADER.join(","), {}, "EMPTY_SELECTION"],
    ["has a quote that never closes", file('1,"Oss,NL'), {}, "INVALID"],
    ["fills a column twice", file(row(1)), { columns: ["geonameId", "name", "name"] }, "INVALID"],
    ["fills an unknown column", file(row(1)), { columns: ["geonameId", "nope"] }, "UNKNOWN_COLUMN"],
    ["fills a read-only column", file(row(1)), { columns: ["geonameId", "generated"] }, "READ_ONLY_COLUMN"],
    ["fills nothing", file(row(1)), { columns: [null] }, "EMPTY_CHANGE"],
    ["brings no key for new records", file(row(1)), { columns: [null, "name"] }, "INVALID"],
    ["updates without a key", file(row(1)), { mode: "update" }, "INVALID"],
    ["updates by a column that isn't unique", file(row(1)), { mode: "update", key: ["country"] }, "INVALID"],
  ])("%s: a typed error, and nothing is left behind", async (_name, text, spec, code) => {
    await expect(plan(text, spec)).rejects.toMatchObject({ code });
    expect(await db.select().from(bulkTasks)).toHaveLength(0);
  });

  test("breaks off in the middle: nothing is left behind", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if ((sent += 1) > 200) controller.error(new Error("the line is dead"));
        else controller.enqueue(new TextEncoder().encode(sent === 1 ? `${file()}\n` : `${row(sent)}\n`.repeat(20)));
      },
    });
    await expect(
      planImport({ db, actor: editor }, { table: "places", mode: "insert", columns: COLUMNS }, body),
    ).rejects.toThrow("the line is dead");
    expect(await db.select().from(bulkTasks)).toHaveLength(0);
  });

  test("is refused to a viewer", async () => {
    const viewer = await createUser(db, { role: "viewer" });
    await expect(plan(file(row(1)), {}, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
