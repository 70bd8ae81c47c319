import { counted } from "@/lib/model/locale";
import type { BenchEnvironment } from "../environment";
import { type Figure, fromRuns } from "../figure";
import { fillPlaces, forgetTasks } from "../places";
import { fileRun } from "./files";

/** A CSV file read into a plan, beside `COPY` of the same file into an unlogged table, in alternation. */
export async function measureImport(env: BenchEnvironment, rows: number, pairs: number): Promise<Figure[]> {
  await fillPlaces(env, 1_000);
  const plans: number[] = [];
  const copies: number[] = [];
  const memory: number[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    await forgetTasks(env);
    const copy = await fileRun(env, "copy", rows);
    const plan = await fileRun(env, "insert", rows);
    copies.push(rows / copy.seconds);
    plans.push(rows / plan.seconds);
    memory.push(plan.peakMb);
  }
  const size = counted(rows, "row");
  return [
    fromRuns(`CSV import, read and frozen, ${size}`, "records/s", plans),
    fromRuns(`COPY of the same file into an unlogged table, ${size}`, "records/s", copies),
    fromRuns(
      `CSV import, read and frozen ÷ COPY, rows per second, ${size}`,
      "×",
      plans.map((each, i) => each / copies[i]!),
      "≥ 0.25",
    ),
    fromRuns(`CSV import, memory above the start, ${size}`, "MB", memory, "≤ 200"),
  ];
}
