import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/errors";
import type { ColumnDef, TableDef } from "@/lib/tables/define-table";
import { getTable } from "@/lib/tables/registry";
import type { GivenRecord } from "@/lib/bulk/freeze-values";
import type { PlanHead, Planned } from "@/lib/bulk/insert-plan";
import { newRecord } from "@/lib/bulk/new-record";
import { assertMayChange } from "@/lib/bulk/parse-change";
import { readValues } from "@/lib/bulk/read-values";
import { reserveKeys } from "@/lib/bulk/reserve-keys";
import { type FileRow, fileRows } from "./file-rows";
import { ImportPlan } from "./import-plan";
import { ImportSpec, type ImportSpecInput } from "./import-spec";
import { matchRecords } from "./match-records";
import { type RowReader, rowReader } from "./row-reader";

/** An upsert is two plans, each with its own preview, outcomes and undo: the records it changes and those it adds. */
export interface ImportPlans {
  update: Planned | null;
  insert: Planned | null;
}

/**
 * Reads a CSV file into plans while it arrives; nothing is written to the table before `applyPlan`. A row that can't be
 * read is an outcome with the number of its row, never an error for the file.
 *
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, EMPTY_SELECTION, what `rowReader` finds wrong with the mapping and
 *   `fileRows` with the file; nothing is left behind
 */
export async function planImport(
  ctx: Ctx,
  given: ImportSpecInput,
  body: ReadableStream<Uint8Array>,
): Promise<ImportPlans> {
  const spec = ImportSpec.parse(given);
  const table = getTable(spec.table);
  assertMayChange(ctx.actor, table, { kind: "insert" });
  const reader = rowReader(table, spec);
  if (spec.mode !== "update") await assertKeys(ctx, table, reader);

  const rows = fileRows(body, spec);
  const first = await rows.next();
  if (first.done) throw new AppError("EMPTY_SELECTION", "The file is empty.");
  const { insert, update } = plansFor(ctx, table, spec, reader, first.value.cells);
  try {
    for await (const batch of batches(rows, table.bulk.chunkSize)) {
      const read = await readBatch(ctx, table, spec, reader, batch);
      await update.add(read.update);
      await insert.add(read.insert);
    }
    const plans = { update: (await update.complete()) ?? null, insert: (await insert.complete()) ?? null };
    if (!plans.update && !plans.insert) throw new AppError("EMPTY_SELECTION", "The file has no rows below its header.");
    return plans;
  } catch (error) {
    await Promise.all([insert.discard(), update.discard()]);
    throw error;
  }
}

function plansFor(ctx: Ctx, table: TableDef, spec: ImportSpec, { columns, changed, key }: RowReader, header: string[]) {
  const head: Omit<PlanHead, "change"> = {
    table,
    selection: { kind: "values", file: { name: spec.fileName, header } },
    operation: "import",
    filterText: `rows of ${spec.fileName}`,
  };
  const ids = (of: ColumnDef[]) => of.map(({ id }) => id);
  const insert = { kind: "insert", columns: ids(columns), origin: "import" } as const;
  const update = { kind: "values", columns: ids(changed), origin: "import" } as const;
  return {
    insert: new ImportPlan(ctx, { ...head, change: insert }, table.primaryKey),
    update: new ImportPlan(ctx, { ...head, change: update }, key ?? table.primaryKey),
  };
}

async function assertKeys({ db }: Ctx, table: TableDef, { columns }: RowReader): Promise<void> {
  const { primaryKey } = table;
  if (columns.includes(primaryKey) || (await reserveKeys(db, table, 0))) return;
  const message = `New records of ${table.label} need a ${primaryKey.label}: choose the column of the file that has it.`;
  throw new AppError("INVALID", message, { fields: { [primaryKey.id]: message } });
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

async function readBatch(ctx: Ctx, table: TableDef, spec: ImportSpec, reader: RowReader, batch: FileRow[]) {
  const { key } = reader;
  const read = batch.map(({ row, cells }) => ({ row, cells, ...reader.read(cells) }));
  const keyed = read.map((line) =>
    key && "values" in line ? readValues(table, pick(line.values, key.id)) : undefined,
  );
  const found = key
    ? await matchRecords(
        ctx,
        table,
        key,
        keyed.map((given) => given?.values?.[key.dbName] ?? null),
      )
    : new Map<number, never>();
  const keys = spec.mode === "update" ? [] : ((await reserveKeys(ctx.db, table, batch.length)) ?? []);

  const update: GivenRecord[] = [];
  const insert: GivenRecord[] = [];
  for (const [i, line] of read.entries()) {
    const { row, cells } = line;
    const put = (to: GivenRecord[], record: GivenRecord) =>
      to.push({ ...record, given: { ...record.given, row, cells } });
    const refuse = (refused: NonNullable<GivenRecord["given"]["refused"]>) =>
      put(spec.mode === "insert" ? insert : update, { id: null, version: null, given: { refused } });
    const match = found.get(i);
    if ("refused" in line) refuse(line.refused);
    else if (match && key) {
      const { [key.id]: _key, ...values } = line.values;
      put(update, { ...match, given: readValues(table, values) });
    } else if (key && !(key.id in line.values)) refuse(missing(key.id, `${key.label} must not be empty.`));
    else if (keyed[i]?.refused) refuse(keyed[i].refused);
    else if (spec.mode === "update" && key)
      refuse(missing(key.id, `There is no record with the ${key.label} “${String(line.values[key.id])}”.`, "no_match"));
    else put(insert, newRecord(table, line.values, keys[i] ?? null));
  }
  return { update, insert };
}

const missing = (column: string, message: string, code = "unreadable") => ({ column, code, message });

function pick(values: Record<string, unknown>, id: string): Record<string, unknown> {
  return id in values ? { [id]: values[id] } : {};
}
