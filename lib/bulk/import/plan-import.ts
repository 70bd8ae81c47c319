import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { ReferenceTexts } from "@/lib/tables/references/reference-texts";
import type { PlanHead, Planned } from "@/lib/bulk/plan/insert-plan";
import { assertMayChange } from "@/lib/bulk/change/parse-change";
import { type KeyMaker, keyMaker } from "@/lib/bulk/plan/reserve-keys";
import { plainText } from "@/lib/files/cell-text";
import type { FileRow } from "@/lib/files/sheet-cell";
import { openFile } from "./open-file";
import { ImportPlan } from "./import-plan";
import { type ImportSpec } from "./import-spec";
import { storable } from "./kept-cells";
import { KeyCounters } from "./key-counters";
import { namedByHeader } from "./named-by-header";
import { sameFileNotes } from "./same-file";
import { readLines } from "./read-lines";
import { type RowReader, rowReader } from "./row-reader";
import { lineSorter, type SortedLines } from "./sort-lines";
import { getTableFor } from "@/lib/tables/table-for";

/** An upsert is two plans, each with its own preview, outcomes and undo: the records it changes and those it adds. */
export interface ImportPlans {
  update: Planned | null;
  insert: Planned | null;
  /** What people should know of the file before they say yes, in sentences. */
  notes: string[];
}

/** Batches that are stored at a time: while one is on its way Postgres has another to work on. */
const MOST_FREEZING = 2;

/**
 * Reads a file into plans while it arrives; nothing is written to the table before `applyPlan`. A row that can't be
 * read is an outcome with the number of its row, never an error for the file.
 *
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, EMPTY_SELECTION, what `rowReader` finds wrong with the mapping and
 *   `openFile` with the file; nothing is left behind
 */
export async function planImport(ctx: Ctx, spec: ImportSpec, body: ReadableStream<Uint8Array>): Promise<ImportPlans> {
  const table = getTableFor(ctx.actor, spec.table);
  assertMayChange(ctx.actor, table, { kind: "insert" });
  const reader = rowReader(table, spec);
  const keys = spec.mode === "update" ? null : await keyMaker(ctx.db, table);
  if (keys) assertKeys(table, reader, keys);

  const file = await openFile(body, spec);
  const batches = inBatches(file.pieces, spec.hasHeader, table.bulk.chunkSize);
  const header = spec.hasHeader ? await readHeader(batches) : [];
  const { insert, update } = plansFor(ctx, table, spec, reader, header);
  const namedBy = namedByHeader(spec.columns, header);
  const references = new ReferenceTexts(ctx, table, namedBy);
  const counters = new KeyCounters(table, reader.columns);
  const sorted = lineSorter(ctx, table, spec, reader, keys);
  const freeze = (lines: SortedLines) => Promise.all([update.add(lines.update), insert.add(lines.insert)]);
  // While batches are frozen the next one is read.
  const freezing: ReturnType<typeof freeze>[] = [];
  try {
    for await (const batch of batches) {
      const read = await sorted(await readLines(references, namedBy, reader, batch));
      for (const { given } of read.insert) counters.see(given.values);
      if (freezing.length === MOST_FREEZING) await freezing.shift();
      freezing.push(freeze(read));
      // Whoever waits for it later is told.
      freezing.at(-1)?.catch(() => undefined);
    }
    await Promise.all(freezing);
    const digest = file.digest();
    const notes = [...(await sameFileNotes(ctx, table, digest)), ...file.notes(), ...(await counters.notes(ctx))];
    const plans = { update: (await update.complete(digest)) ?? null, insert: (await insert.complete(digest)) ?? null };
    if (!plans.update && !plans.insert)
      throw new AppError("EMPTY_SELECTION", spec.hasHeader ? "The file has no rows below its header." : EMPTY);
    return { ...plans, notes };
  } catch (error) {
    await Promise.allSettled(freezing);
    await Promise.all([insert.discard(), update.discard()]);
    throw error;
  }
}

const EMPTY = "The file is empty.";

async function readHeader(batches: AsyncGenerator<FileRow[], void, undefined>): Promise<string[]> {
  const first = await batches.next();
  if (first.done) throw new AppError("EMPTY_SELECTION", EMPTY);
  return first.value.flatMap(({ cells }) => cells.map((cell) => storable(plainText(cell))));
}

function plansFor(ctx: Ctx, table: TableDef, spec: ImportSpec, { columns, changed, key }: RowReader, own: string[]) {
  // Rows that fail are handed back under names by which they are known again.
  const names = spec.columns.map((id, i) => (id === null ? `Column ${i + 1}` : table.column(id).label));
  const header = spec.hasHeader ? own : names;
  const dbNames = spec.columns.map((id) => (id === null ? null : table.column(id).dbName));
  const head: Omit<PlanHead, "change"> = {
    table,
    selection: { kind: "values", file: { name: spec.fileName, header, columns: dbNames, delimiter: spec.delimiter } },
    operation: "import",
    filterText: `rows of ${spec.fileName}`,
  };
  const ids = (of: ColumnDef[]) => of.map(({ id }) => id);
  const insert = { kind: "insert", columns: ids(columns), origin: "import" } as const;
  const update = { kind: "values", columns: ids(changed), origin: "import" } as const;
  return {
    insert: new ImportPlan(ctx, { ...head, change: insert }, table.key.columns),
    update: new ImportPlan(ctx, { ...head, change: update }, key ?? table.key.columns),
  };
}

function assertKeys(table: TableDef, { columns }: RowReader, { makes }: KeyMaker): void {
  const missing = table.key.columns.find((column) => !columns.includes(column) && !makes.has(column.id));
  if (!missing) return;
  const message = `New records of ${table.label} need a ${missing.label}: choose the column of the file that has it.`;
  throw new AppError("INVALID", message, { fields: { [missing.id]: message } });
}

/** So many rows at a time, after the first one by itself where it is the header. */
async function* inBatches(
  pieces: AsyncIterable<FileRow[]>,
  hasHeader: boolean,
  size: number,
): AsyncGenerator<FileRow[], void, undefined> {
  const waiting: FileRow[] = [];
  let next = hasHeader ? 1 : size;
  for await (const rows of pieces) {
    for (const row of rows) waiting.push(row);
    for (; waiting.length >= next; next = size) yield waiting.splice(0, next);
  }
  if (waiting.length > 0) yield waiting;
}
