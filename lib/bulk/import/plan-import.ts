import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/model/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { type NamedBy, ReferenceTexts } from "@/lib/tables/references/reference-texts";
import { getTable } from "@/lib/tables/registry";
import type { FrozenRow } from "@/lib/bulk/plan/freeze-values";
import type { PlanHead, Planned } from "@/lib/bulk/plan/insert-plan";
import type { RowValues, ParseError } from "@/lib/bulk/model/row-values";
import { newRecord } from "@/lib/bulk/plan/new-record";
import { assertMayChange } from "@/lib/bulk/change/parse-change";
import { NO_REFERENCE, readValues } from "@/lib/bulk/plan/read-values";
import { type ReservedKeys, reserveKeys } from "@/lib/bulk/plan/reserve-keys";
import { plainText } from "@/lib/files/cell-text";
import type { FileCell, FileRow } from "@/lib/files/sheet-cell";
import { openFile } from "./open-file";
import { ImportPlan } from "./import-plan";
import { type ImportSpec } from "./import-spec";
import { KeyCounters } from "./key-counters";
import { matchRecords } from "./match-records";
import { namedByHeader } from "./named-by-header";
import { sameFileNotes } from "./same-file";
import { type RowReader, rowReader } from "./row-reader";

/** An upsert is two plans, each with its own preview, outcomes and undo: the records it changes and those it adds. */
export interface ImportPlans {
  update: Planned | null;
  insert: Planned | null;
  /** What people should know of the file before they say yes, in sentences. */
  notes: string[];
}

/**
 * Reads a file into plans while it arrives; nothing is written to the table before `applyPlan`. A row that can't be
 * read is an outcome with the number of its row, never an error for the file.
 *
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, EMPTY_SELECTION, what `rowReader` finds wrong with the mapping and
 *   `openFile` with the file; nothing is left behind
 */
export async function planImport(ctx: Ctx, spec: ImportSpec, body: ReadableStream<Uint8Array>): Promise<ImportPlans> {
  const table = getTable(spec.table);
  assertMayChange(ctx.actor, table, { kind: "insert" });
  const reader = rowReader(table, spec);
  if (spec.mode !== "update") await assertKeys(ctx, table, reader);

  const file = await openFile(body, spec);
  const { rows } = file;
  const first = await rows.next();
  if (first.done) throw new AppError("EMPTY_SELECTION", "The file is empty.");
  const header = first.value.cells.map(storable);
  const { insert, update } = plansFor(ctx, table, spec, reader, header);
  const namedBy = namedByHeader(spec.columns, header);
  const references = new ReferenceTexts(ctx, table, namedBy);
  const counters = new KeyCounters(table, reader.columns);
  const freeze = async (read: Awaited<ReturnType<typeof sortOut>>) => {
    await update.add(read.update);
    await insert.add(read.insert);
  };
  // While a batch is frozen the next one is read.
  let freezing = Promise.resolve();
  try {
    for await (const batch of batches(rows, table.bulk.chunkSize)) {
      const lines = await readLines(references, namedBy, reader, batch);
      const read = await sortOut(ctx, table, spec, reader, lines);
      for (const { given } of read.insert) counters.see(given.values);
      await freezing;
      freezing = freeze(read);
      // Whoever waits for it next is told.
      freezing.catch(() => undefined);
    }
    await freezing;
    const digest = file.digest();
    const notes = [...(await sameFileNotes(ctx, table, digest)), ...file.notes(), ...(await counters.notes(ctx))];
    const plans = { update: (await update.complete(digest)) ?? null, insert: (await insert.complete(digest)) ?? null };
    if (!plans.update && !plans.insert) throw new AppError("EMPTY_SELECTION", "The file has no rows below its header.");
    return { ...plans, notes };
  } catch (error) {
    await freezing.catch(() => undefined);
    await Promise.all([insert.discard(), update.discard()]);
    throw error;
  }
}

function plansFor(ctx: Ctx, table: TableDef, spec: ImportSpec, { columns, changed, key }: RowReader, header: string[]) {
  const head: Omit<PlanHead, "change"> = {
    table,
    selection: { kind: "values", file: { name: spec.fileName, header, delimiter: spec.delimiter } },
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

async function assertKeys({ db }: Ctx, table: TableDef, { columns }: RowReader): Promise<void> {
  const made = await reserveKeys(db, table, 0);
  const missing = table.key.columns.find((column) => !columns.includes(column) && !made.has(column.id));
  if (!missing) return;
  const message = `New records of ${table.label} need a ${missing.label}: choose the column of the file that has it.`;
  throw new AppError("INVALID", message, { fields: { [missing.id]: message } });
}

async function* batches(rows: AsyncIterable<FileRow>, size: number): AsyncGenerator<FileRow[], void, undefined> {
  let batch: FileRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

type Line = FileRow & ({ values: Record<string, unknown> } | { refused: ParseError });

/** The rows' values, with keys in place of the labels that foreign keys may be given by. */
async function readLines(
  references: ReferenceTexts,
  namedBy: ReadonlyMap<string, NamedBy>,
  reader: RowReader,
  batch: FileRow[],
): Promise<Line[]> {
  const labels = reader.columns.flatMap(({ id }) => (namedBy.get(id) === "label" ? [id] : []));
  const lines = batch.map((row): Line => ({ ...row, ...withoutBlank(labels, reader.read(row.cells)) }));
  await references.load(lines.flatMap((line) => ("values" in line ? [line.values] : [])));
  return lines.map((line) => {
    if ("refused" in line) return line;
    const keyed = references.keyed(line.values);
    if ("values" in keyed) return { ...line, ...keyed };
    const { row, cells } = line;
    return { row, cells, refused: { column: keyed.column, code: NO_REFERENCE, message: keyed.problem } };
  });
}

/** A record may have no label, or one that is out of reach: its absence never clears the key. */
function withoutBlank(labels: string[], read: ReturnType<RowReader["read"]>): ReturnType<RowReader["read"]> {
  if ("values" in read)
    for (const id of labels) if (String(read.values[id] ?? "").trim() === "") delete read.values[id];
  return read;
}

/** Which rows change a record, and which add one. */
async function sortOut(ctx: Ctx, table: TableDef, spec: ImportSpec, { key }: RowReader, lines: Line[]) {
  const named = key ? lines.map((line) => ("values" in line ? keyRow(table, key, line.values) : undefined)) : [];
  const found = key
    ? await matchRecords(
        ctx,
        table,
        key,
        named.map((each) => each?.values),
      )
    : new Map<number, never>();
  const keys: ReservedKeys = spec.mode === "update" ? new Map() : await reserveKeys(ctx.db, table, lines.length);

  const update: FrozenRow[] = [];
  const insert: FrozenRow[] = [];
  for (const [i, line] of lines.entries()) {
    const { row, cells } = line;
    const put = (to: FrozenRow[], record: FrozenRow) =>
      to.push({ ...record, given: { ...record.given, row, cells: cells.map(storable) } });
    const refused = "refused" in line ? line.refused : named[i]?.refused;
    const match = found.get(i);
    if (refused || !("values" in line))
      put(spec.mode === "insert" ? insert : update, { id: null, version: null, given: { refused } });
    else if (match && key) {
      const rest = Object.entries(line.values).filter(([id]) => !key.some((column) => column.id === id));
      put(update, { ...match, given: readValues(table, Object.fromEntries(rest)) });
    } else if (spec.mode === "update" && key)
      put(update, { id: null, version: null, given: { refused: noRecord(key, line.values) } });
    else put(insert, newRecord(table, line.values, keys, i));
  }
  return { update, insert };
}

/** A cell as it is handed back. Postgres holds neither NUL nor half a character. */
function storable(cell: FileCell): string {
  return plainText(cell).replaceAll("\0", "\uFFFD").toWellFormed();
}

/** What a row says in the columns of the key; all of them have to be there to say which record is meant. */
function keyRow(table: TableDef, key: ColumnDef[], values: Record<string, unknown>): RowValues {
  const empty = key.find(({ id }) => (values[id] ?? null) === null);
  if (empty)
    return { refused: { column: empty.id, code: "parse_error", message: `${empty.label} must not be empty.` } };
  return readValues(table, Object.fromEntries(key.map(({ id }) => [id, values[id]])));
}

function noRecord(key: ColumnDef[], values: Record<string, unknown>): ParseError {
  const said = key.map(({ id, label }) => `${label} “${String(values[id])}”`).join(" and ");
  return { column: key[0]?.id ?? null, code: "no_match", message: `There is no record with the ${said}.` };
}
