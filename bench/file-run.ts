import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { getTable } from "@/lib/tables/registry";
import { xlsxPieces } from "@/lib/tables/export/xlsx-pieces";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { discardPlan } from "@/lib/bulk/plan/plan-task";
import { exportRecords, planImport } from "@/lib/testing/verbs";
import type { Ctx } from "@/lib/ctx";
import { loadTables } from "@/lib/catalogue/load-tables";
import { openDatabase } from "@/lib/db/client";
import { users } from "@/lib/db/schema/users";
import { BENCH_EMAIL } from "./environment";

export type FileWork = "insert" | "update" | "workbook" | "copy" | "csv" | "xlsx" | "sorted";

export interface FileRun {
  seconds: number;
  /** Most memory that the process held, over what it held before, MB. */
  peakMb: number;
}

const COLUMNS = ["geoname_id", "name", "country", "feature_code", "population", "latitude", "longitude"];
const SHEET_COLUMNS = [...COLUMNS, "region", "surveyed_on", "notes"];
const ROWS_PER_PIECE = 500;
/** Beyond those of the table. */
const FREE_IDS = 10_000_000;

// A process of its own per file, since memory that another one has used would hide what this one needs.
const [work, rows, url] = [process.argv[2] as FileWork, Number(process.argv[3]), process.argv[4] ?? ""];
const { db, end } = openDatabase(url, { applicationName: "swath-bench" });
await loadTables(db);
const [user] = await db.select().from(users).where(eq(users.email, BENCH_EMAIL));
if (!user) throw new Error("There is no bench user.");
const ctx: Ctx = { db, actor: { id: user.id, email: user.email, name: user.name, role: user.role } };

const before = process.memoryUsage.rss();
let peak = before;
const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
const begun = performance.now();
await run(work);
clearInterval(timer);
const done: FileRun = { seconds: (performance.now() - begun) / 1_000, peakMb: (peak - before) / 1_000_000 };
console.log(JSON.stringify(done));
await end();

async function run(work: FileWork): Promise<void> {
  if (work === "insert") return readFile("insert", COLUMNS, madeFile(FREE_IDS));
  if (work === "update") return readFile("update", COLUMNS, madeFile(0));
  if (work === "workbook") return readFile("insert", SHEET_COLUMNS, madeWorkbook());
  if (work === "copy") return copyFile();
  return writeFile(work === "xlsx" ? "xlsx" : "csv");
}

async function readFile(mode: "insert" | "update", columns: string[], file: ReadableStream<Uint8Array>): Promise<void> {
  const key = mode === "update" ? ["geoname_id"] : null;
  const { insert, update } = await planImport(ctx, { table: "places", mode, key, columns }, file);
  const plan = insert ?? update;
  if (plan?.total !== rows) throw new Error("Not every row was frozen.");
  await discardPlan(ctx, { taskId: plan.taskId });
}

/** The same file by the fastest way that Postgres has, into a table that nobody would trust. */
async function copyFile(): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`create unlogged table if not exists bench_copy (id int, name text, country text, feature text, population int,
    latitude numeric, longitude numeric)`;
  await sql`truncate bench_copy`;
  const copy = await sql`copy bench_copy from stdin (format csv, header)`.writable();
  await pipeline(Readable.fromWeb(madeFile(FREE_IDS) as NodeStream), copy);
  const [counted] = await sql<[{ n: number }]>`select count(*)::int as n from bench_copy`;
  if (counted.n !== rows) throw new Error("Not every row was copied.");
  await sql`drop table bench_copy`;
  await sql.end();
}

/** An Excel workbook of ten columns, made while it is read. */
function madeWorkbook(): ReadableStream<Uint8Array> {
  async function* batches() {
    for (let from = 0; from < rows; from += ROWS_PER_PIECE)
      yield Array.from({ length: Math.min(ROWS_PER_PIECE, rows - from) }, (_, i) => recordOf(FREE_IDS + from + i));
  }
  const columns = SHEET_COLUMNS.map((id) => getTable("places").column(id));
  return Readable.toWeb(Readable.from(xlsxPieces("Places", columns, batches()))) as ReadableStream<Uint8Array>;
}

function recordOf(id: number): RecordRow {
  const texts = {
    name: `Place number ${id}, of many`,
    country: "NL",
    region: "01",
    feature_code: "PPL",
    notes: `n${id}`,
  };
  const values = {
    ...texts,
    geoname_id: id,
    population: id,
    latitude: "52.1",
    longitude: "4.9",
    surveyed_on: "2024-02-29",
  };
  return { id: String(id), version: "", values, labels: {} };
}

async function writeFile(format: "csv" | "xlsx"): Promise<void> {
  const selection = { kind: "matching" as const, filter: null };
  const sort = work === "sorted" ? [{ column: "region", direction: "desc" as const }] : [];
  const asked = { table: "places", format, selection, sort };
  const { pieces } = await exportRecords(ctx, asked, new AbortController().signal);
  let bytes = 0;
  for await (const piece of pieces) bytes += piece.length;
  if (bytes < rows) throw new Error("The file is too short.");
}

/** A file that is made while it is read, as one that arrives over the network. */
function madeFile(firstId: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let row = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      let piece = row === 0 ? "id,name,country,feature,population,latitude,longitude\n" : "";
      for (let i = 0; i < ROWS_PER_PIECE && row < rows; i++) {
        row += 1;
        piece += `${firstId + row},"Place number ${row}, of many",NL,PPL,${row},52.1,4.9\n`;
      }
      controller.enqueue(encoder.encode(piece));
      if (row >= rows) controller.close();
    },
  });
}
