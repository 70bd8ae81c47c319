import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { createUser, insertPlaces } from "@/lib/testing/builders";
import { testDatabase } from "@/lib/testing/database";
import { drain, pretendWorkerIsAlive } from "@/lib/testing/drain";
import { moveTask } from "@/lib/testing/move-task";
import { runBulk } from "@/lib/testing/run-bulk";
import { cancelTask } from "@/lib/bulk/task/control-task";
import { finishIfDone } from "@/lib/bulk/run/finish-task";
import { listUnprocessed } from "@/lib/testing/verbs";
import { outcomesCsv } from "./outcomes-csv";
import { loadRunnableTask } from "@/lib/bulk/change/runnable-task";
import { writeChunks } from "@/lib/bulk/write/write-chunks";

let db: Db;
let editor: Actor;
const change = { kind: "update" as const, columns: { population: { op: "add", by: -50 } } };
const NASTY = '=HYPERLINK("http://evil.example","click")';

beforeAll(async () => {
  ({ db } = await testDatabase());
  editor = await createUser(db);
  await pretendWorkerIsAlive(db);
  await insertPlaces(db, 2_500, (id) => ({ population: id === 7 ? 1 : 1_000, name: id === 7 ? NASTY : `Place ${id}` }));
});

async function textOf(taskId: string, actor = editor, signal = new AbortController().signal): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of await outcomesCsv({ db, actor }, { taskId }, signal)) pieces.push(piece);
  return pieces;
}

const rowsOf = (pieces: string[]) => parse<Record<string, string>>(pieces.join(""), { columns: true, bom: true });

/** A task of which the first chunk is written and the rest never was. */
async function halfDone(): Promise<string> {
  const { id } = await runBulk(db, editor, change, { toTheEnd: false });
  await moveTask(db, id, "running");
  await writeChunks(db, await loadRunnableTask(db, id), { slices: 1, worker: "test" });
  await cancelTask({ db, actor: editor }, { taskId: id });
  await finishIfDone(db, id);
  return id;
}

test("lists the refused and then the unprocessed, each once, and disarms what a spreadsheet would run", async () => {
  const taskId = await halfDone();
  const rows = rowsOf(await textOf(taskId));
  expect(rows[0]).toEqual({
    "Record id": "7",
    Label: `'${NASTY}`,
    Outcome: "failed",
    Column: "Population",
    Code: "23514",
    Reason: expect.any(String),
  });
  const rest = rows.slice(1);
  expect(rest.every((row) => row["Outcome"] === "unprocessed" && row["Reason"])).toBe(true);
  expect(rest.map((row) => row["Record id"])).toEqual(Array.from({ length: 1_500 }, (_, i) => String(1_001 + i)));
  expect(rest[0]?.["Label"]).toBe("Place 1001");
});

test("a reader who leaves ends it before the next batch is read", async () => {
  const [task] = await db.select().from(bulkTasks).where(eq(bulkTasks.state, "cancelled"));
  const reader = new AbortController();
  const pieces = await outcomesCsv({ db, actor: editor }, { taskId: task!.id }, reader.signal);
  await pieces.next();
  reader.abort();
  const rest: string[] = [];
  for await (const piece of pieces) rest.push(piece);
  expect(rest).toEqual([]);
});

test("what an all-or-nothing task rolled back is unprocessed, save for the record that was refused", async () => {
  const ids = ["6", "7", "8"];
  const { id: taskId } = await runBulk(db, editor, change, {
    selection: { kind: "records", ids },
    errorPolicy: "all_or_nothing",
  });
  const rows = rowsOf(await textOf(taskId));
  expect(rows.map((row) => [row["Record id"], row["Outcome"]])).toEqual([
    ["7", "failed"],
    ["6", "unprocessed"],
    ["8", "unprocessed"],
  ]);
});

test("while a task runs, what is still to come is not called unprocessed", async () => {
  const { id } = await runBulk(db, editor, change, { toTheEnd: false });
  expect(rowsOf(await textOf(id))).toEqual([]);
  await drain(db, id);
});

test("pages of unprocessed records visit each once", async () => {
  const taskId = await halfDone();
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listUnprocessed({ db, actor: editor }, { taskId, after, limit: 400 });
    seen.push(...page.rows.map((row) => row.recordId));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(Array.from({ length: 1_500 }, (_, i) => String(1_001 + i)));
});

test("another person's task is refused before anything is sent", async () => {
  const taskId = await halfDone();
  const other = await createUser(db);
  await expect(textOf(taskId, other)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(listUnprocessed({ db, actor: other }, { taskId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
