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
  for (const [work, name] of WORKS) {
    const args = ["--import", "tsx", "bench/file-run.ts", work, String(records), env.url];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    const { seconds, peakMb } = JSON.parse(stdout) as FileRun;
    const size = counted(records, "row");
    figures.push(
      { name: `${name}, ${size}`, value: records / seconds, unit: "records/s", target: null },
      { name: `${name}, ${size}, memory`, value: peakMb, unit: "MB", target: "≤ 200" },
    );
  }
  return figures;
}
