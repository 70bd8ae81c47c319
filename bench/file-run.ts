import { eq } from "drizzle-orm";
import { discardPlan } from "@/lib/bulk/plan/plan-task";
import { exportRecords, planImport } from "@/lib/testing/verbs";
import type { Ctx } from "@/lib/ctx";
import { openDatabase } from "@/lib/db/client";
import { users } from "@/lib/db/schema/users";
import { BENCH_EMAIL } from "./environment";

export type FileWork = "insert" | "update" | "csv" | "xlsx" | "sorted";

export interface FileRun {
  seconds: number;
  /** Most memory that the process held, over what it held before, MB. */
  peakMb: number;
}

const COLUMNS = ["geonameId", "name", "country", "featureCode", "population", "latitude", "longitude"];
const ROWS_PER_PIECE = 500;

// A process of its own per file, since memory that another one has used would hide what this one needs.
const [work, rows, url] = [process.argv[2] as FileWork, Number(process.argv[3]), process.argv[4] ?? ""];
const { db, end } = openDatabase(url, { applicationName: "swath-bench" });
const [user] = await db.select().from(users).where(eq(users.email, BENCH_EMAIL));
if (!user) throw new Error("There is no bench user.");
const ctx: Ctx = { db, actor: { id: user.id, email: user.email, name: user.name, role: user.role } };

const before = process.memoryUsage.rss();
let peak = before;
const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
const begun = performance.now();
await (work === "insert" || work === "update" ? readFile(work) : writeFile(work === "xlsx" ? "xlsx" : "csv"));
clearInterval(timer);
const run: FileRun = { seconds: (performance.now() - begun) / 1_000, peakMb: (peak - before) / 1_000_000 };
console.log(JSON.stringify(run));
await end();

async function readFile(mode: "insert" | "update"): Promise<void> {
  const key = mode === "update" ? ["geonameId"] : null;
  const spec = { table: "places", mode, key, columns: COLUMNS };
  const { insert, update } = await planImport(ctx, spec, madeFile(mode === "insert" ? 10_000_000 : 0));
  const plan = insert ?? update;
  if (plan?.total !== rows) throw new Error("Not every row was frozen.");
  await discardPlan(ctx, { taskId: plan.taskId });
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
