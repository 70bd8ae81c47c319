import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { counted } from "@/lib/model/locale";
import { ROOT } from "../../scripts/pg.mjs";
import type { BenchEnvironment } from "../environment";
import type { Figure } from "../figure";
import type { FileRun, FileWork } from "../file-run";
import { fillPlaces, forgetTasks } from "../places";

const WORKS: [FileWork, string][] = [
  ["insert", "CSV import, new records, read and frozen"],
  ["copy", "COPY of the same file into an unlogged table"],
  ["update", "CSV import, records found by key, read and frozen"],
  ["csv", "export as CSV"],
  ["sorted", "export as CSV, sorted by a column without an index"],
  ["xlsx", "export as XLSX"],
];

/** Files of as many rows as `places` has: rows per second and memory, of a process that does nothing else. */
export async function measureFiles(env: BenchEnvironment, records: number): Promise<Figure[]> {
  await fillPlaces(env, records);
  await forgetTasks(env);
  const figures: Figure[] = [];
  const seconds = new Map<FileWork, number>();
  for (const [work, name] of WORKS) {
    const run = await fileRun(env, work, records);
    seconds.set(work, run.seconds);
    figures.push(...figuresOf(name, records, run, "≤ 200"));
  }
  const sheet = await fileRun(env, "workbook", Math.min(records, SHEET_ROWS));
  figures.push(
    ...figuresOf("XLSX import of ten columns, read and frozen", Math.min(records, SHEET_ROWS), sheet, "≤ 250"),
    {
      name: `CSV import, read and frozen ÷ COPY, rows per second, ${counted(records, "row")}`,
      value: (seconds.get("copy") ?? 0) / (seconds.get("insert") ?? 1),
      unit: "×",
      target: "≥ 0.25",
    },
  );
  return figures;
}

const SHEET_ROWS = 200_000;

export async function fileRun(env: BenchEnvironment, work: FileWork, records: number): Promise<FileRun> {
  const args = ["--import", "tsx", "bench/file-run.ts", work, String(records), env.url];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout) as FileRun;
}

function figuresOf(name: string, records: number, { seconds, peakMb }: FileRun, memory: string): Figure[] {
  const size = counted(records, "row");
  return [
    { name: `${name}, ${size}`, value: records / seconds, unit: "records/s", target: null },
    { name: `${name}, ${size}, memory`, value: peakMb, unit: "MB", target: memory },
  ];
}
