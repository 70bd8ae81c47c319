import { eq, sql } from "drizzle-orm";
import type { ImportSpecInput } from "@/lib/bulk/import/import-spec";
import { planUndo } from "@/lib/bulk/plan/plan-child";
import type { Ctx } from "@/lib/ctx";
import { recordOutcomes } from "@/lib/db/schema/record-outcomes";
import { AppError } from "@/lib/model/errors";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { saveRecordCell } from "@/lib/tables/record/save-record-cell";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { runBulk } from "@/lib/testing/run-bulk";
import { applyPlan, exportRecords, listRecords, planImport, planInserts } from "@/lib/testing/verbs";
import { columnsToTry, same, type Step, type Tried } from "./tried";

/**
 * Edits a cell of each column that can be edited, edits in bulk, deletes, adds, exports and imports, and takes all of it
 * back; and tries what the facts say is not possible.
 */
export function writingSteps(ctx: Ctx, table: TableDef, rows: RecordRow[], tried: Tried, leavesMarks: boolean): Step[] {
  const { name, limits } = table;
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const steps: Step[] = [];
  const columns = columnsToTry(table);
  const locked = columns.find((column) => limits.edit !== null || !column.editable);
  if (locked) {
    steps.push([`${locked.id} is read only`, () => refused(() => writeCell(ctx, table, first, locked, null))]);
  }
  if (limits.edit === null) {
    for (const column of columns.filter(({ editable }) => editable)) {
      for (const value of valuesToTry(column, rows)) {
        const write = () => cellAndBack(ctx, table, first, column, value, leavesMarks);
        steps.push([`cell ${column.id}`, () => noting(tried, table, write)]);
      }
    }
    for (const columnsOfChange of bulkChanges(table, last)) {
      const change = { kind: "update" as const, columns: columnsOfChange };
      const run = () => runBulk(ctx.db, ctx.actor, change, { table: name, errorPolicy: "skip_failed" });
      steps.push(["bulk edit", async () => undone(ctx, tried, table, await run())]);
    }
  }
  if (limits.edit === null && limits.insert === null) steps.push(["export and import", () => thereAndBack(ctx, table)]);
  if (limits.delete === null) {
    // A trigger that keeps what is deleted changes it meanwhile.
    if (!leavesMarks) steps.push(["delete and add", () => deleteAndAdd(ctx, table, rows, tried)]);
  } else steps.push(["delete", () => refused(() => deleteRecords(ctx, table, [first.id]))]);
  if (limits.insert !== null) {
    steps.push(["add", () => refused(() => planInserts(ctx, { table: name, records: [{}] }))]);
  }
  return steps;
}

/** A value that another record has, and none. */
function valuesToTry(column: ColumnDef, [first, ...others]: RecordRow[]): unknown[] {
  const other = others.find(({ values }) => values[column.id] !== first?.values[column.id])?.values[column.id];
  return [...new Set([...(other === undefined ? [] : [other]), ...(column.nullable ? [null] : [])])];
}

/**
 * What a record has for all and nothing for all, of each column that need not tell records apart; where there are few,
 * in one go, since each has been emptied by hand.
 */
function bulkChanges(table: TableDef, { values }: RecordRow): Record<string, { op: string; value?: unknown }>[] {
  const free = columnsToTry(table).filter(
    ({ id, editable }) => editable && !table.uniqueKeys.some((unique) => unique.includes(id)),
  );
  const set = free.filter(({ id }) => values[id] !== null).map(({ id }) => [id, { op: "set", value: values[id] }]);
  const clear = free.filter(({ nullable }) => nullable).map(({ id }) => [id, { op: "clear" }]);
  const changes = free.length > 5 ? [set, clear] : [[...clear.slice(0, -1), ...set.slice(-1)]];
  return changes.filter(({ length }) => length > 0).map((each) => Object.fromEntries(each));
}

/** @throws Error unless it is refused in a sentence */
async function refused(run: () => Promise<unknown>): Promise<void> {
  const error = await run().then(
    () => new Error("It was done."),
    (refusal: unknown) => refusal,
  );
  if (!(error instanceof AppError) || !/^\S.*\.$/s.test(error.message)) throw error;
}

async function noting({ refusals }: Tried, { name }: TableDef, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof AppError && error.code === "REFUSED")) throw error;
    refusals.push([name, error.message]);
  }
}

const writeCell = (ctx: Ctx, { name }: TableDef, { id, version }: RecordRow, column: ColumnDef, value: unknown) =>
  saveRecordCell(ctx, { table: name, id, column: column.id, value, version });

/** Gives a record another value and its own again. */
async function cellAndBack(
  ctx: Ctx,
  table: TableDef,
  row: RecordRow,
  column: ColumnDef,
  value: unknown,
  leavesMarks: boolean,
): Promise<void> {
  const { rows } = await listRecords(ctx, { table: table.name });
  const now = rows.find(({ id }) => id === row.id) ?? row;
  const [was] = await ctx.db.execute<{ value: string | null }>(
    sql`select ${column.pgColumn}::text as value from ${table.pgTable} where ${table.key.in([row.id])}`,
  );
  const saved = await writeCell(ctx, table, now, column, value);
  if (!leavesMarks) same(saved.values[column.id], value);
  if (was?.value === "null") {
    // A JSON null is shown as no value.
    const own = sql.identifier(column.dbName);
    await ctx.db.execute(sql`update ${table.pgTable} set ${own} = 'null' where ${table.key.in([saved.id])}`);
  } else await writeCell(ctx, table, saved, column, row.values[column.id]);
}

type Done = Awaited<ReturnType<typeof runBulk>>;

/** Takes a task back, all of it. @throws Error with the outcomes of a conflict */
async function undone(ctx: Ctx, { refusals }: Tried, { name }: TableDef, task: Done): Promise<void> {
  const outcomes = await outcomesOf(ctx, task);
  if (task.counts.conflict + task.counts.gone > 0) throw new Error(JSON.stringify(outcomes));
  refusals.push(...outcomes.map(({ message }): [string, string] => [name, message ?? ""]));
  if (task.counts.changed === 0) return;
  const planned = await planUndo(ctx, { taskId: task.id });
  const { task: undo } = await applyPlan(ctx, { taskId: planned.taskId });
  if (undo.counts.changed !== task.counts.changed) throw new Error(JSON.stringify(await outcomesOf(ctx, undo)));
}

function outcomesOf({ db }: Ctx, { id }: Done) {
  const { recordId, outcome, message } = recordOutcomes;
  return db.select({ recordId, outcome, message }).from(recordOutcomes).where(eq(recordOutcomes.taskId, id));
}

function deleteRecords({ db, actor }: Ctx, { name }: TableDef, ids: string[]): Promise<Done> {
  const options = { table: name, selection: { kind: "records" as const, ids }, confirmNumber: ids.length };
  return runBulk(db, actor, { kind: "delete" }, { ...options, errorPolicy: "skip_failed" });
}

/** Deletes all, adds the last of them again by what its page showed, takes it away and brings all back. */
async function deleteAndAdd(ctx: Ctx, table: TableDef, rows: RecordRow[], tried: Tried): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const gone = await deleteRecords(ctx, table, ids);
  if (table.limits.insert === null && gone.counts.changed === ids.length) {
    const given = table.columns.filter(({ editable, primaryKey, computed }) => (editable || primaryKey) && !computed);
    const values = Object.fromEntries(given.map(({ id }) => [id, rows.at(-1)?.values[id]]));
    const planned = await planInserts(ctx, { table: table.name, records: [values] });
    const { task } = await applyPlan(ctx, { taskId: planned.taskId });
    await undone(ctx, tried, table, task);
  }
  await undone(ctx, tried, table, gone);
}

/** What was exported is imported again and changes nothing. */
async function thereAndBack(ctx: Ctx, table: TableDef): Promise<void> {
  const writable = table.columns.filter(({ editable, primaryKey }) => editable || primaryKey);
  const columns = writable.map(({ id }) => id);
  const key = table.key.columns.map(({ id }) => id);
  if (writable.every(({ primaryKey }) => primaryKey) || !key.every((id) => columns.includes(id))) return;
  const selection = { kind: "matching" as const };
  const { signal } = new AbortController();
  const { pieces } = await exportRecords(ctx, { table: table.name, format: "csv", selection, columns }, signal);
  const parts: BlobPart[] = [];
  for await (const piece of pieces) parts.push(piece as BlobPart);
  // A foreign key makes two columns: the label is left out.
  const mapped = writable.flatMap(({ id, references }) => (references ? [id, null] : [id]));
  const spec: ImportSpecInput = { table: table.name, mode: "update", columns: mapped, key };
  const { update } = await planImport(ctx, spec, new Blob(parts).stream());
  const { task } = await applyPlan(ctx, { taskId: update!.taskId });
  same([task.counts.unchanged, await outcomesOf(ctx, task)], [task.total, []]);
}
