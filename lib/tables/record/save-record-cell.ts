import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { explainRefusal } from "@/lib/db/refusal";
import { liveTableOf, storedDifferently } from "@/lib/history/live-columns";
import { insertSingleHistory } from "@/lib/history/write-history";
import { AppError } from "@/lib/model/errors";
import { assertAllows } from "@/lib/tables/assert-allows";
import { notifyEdit } from "@/lib/live/notify";
import { expressionInput, typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { kindOf, operationOf } from "@/lib/tables/kinds/index";
import { readRecord } from "@/lib/tables/list/list-records";
import { isSeenVersion, RowVersion, versionOf } from "./row-version";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { RecordId, TableName } from "@/lib/tables/model/names";
import { getTableFor } from "@/lib/tables/table-for";

export const SaveRecordCellInput = z.object({
  table: TableName,
  id: RecordId,
  column: z.string().max(100),
  /** As the column's editor gives it; null empties the cell. */
  value: z.unknown(),
  /** The row version that the user saw; a record that moved on is not overwritten. */
  version: RowVersion,
});
export type SaveRecordCellInput = z.infer<typeof SaveRecordCellInput>;

/**
 * Writes one cell, with history, if the record is still as the user saw it.
 * @returns the record as it is now, with its new version
 * @throws AppError UNKNOWN_TABLE, UNKNOWN_COLUMN, READ_ONLY_COLUMN, FORBIDDEN, INVALID, NOT_FOUND, REFUSED,
 *   CONFLICT (details: current value, version, row)
 */
export async function saveRecordCell(ctx: Ctx, input: SaveRecordCellInput): Promise<RecordRow> {
  const table = getTableFor(ctx.actor, input.table);
  assertRole(ctx.actor, table.access.edit, `edit ${table.label}`);
  assertAllows(table, "edit");
  const column = table.column(input.column);
  if (!column.editable)
    throw new AppError("READ_ONLY_COLUMN", `${column.label} can't be edited.`, {
      fields: { [column.id]: "Read-only." },
    });
  const next = nextValue(table, column, input.value);
  const key = table.key.in([input.id]);
  try {
    const saved = await ctx.db.transaction(async (tx) => {
      const before = await lockAndCheck(tx, ctx, table, column, input);
      // The hook judges the whole record, also what its editor does not see.
      const whole = table.whole ?? table;
      const was = whole.bulk.validate && (await readRecord({ db: tx, actor: ctx.actor }, whole, input.id));
      const live = await liveTableOf(tx, table);
      const exact = live.columns.some(({ name, exact: tells }) => name === column.dbName && tells);
      const captured = [
        { column: column.dbName, before: sql`${before.value}::text`, after: sql.raw("swath_written.a0") },
      ];
      const moves = table.key.columns.includes(column);
      const newId = sql.raw("swath_written.id");
      const own = moves ? { id: sql`${before.id}::text`, newId } : { id: newId };
      const [written] = await tx.execute<{ id: string }>(sql`
        with swath_written as (
          update ${table.pgTable} set ${sql.identifier(column.dbName)} = ${next}
          where ${key} and ${storedDifferently(sql`${column.pgColumn}`, next, exact)}
          returning ${table.key.text} as id, ${column.pgColumn}::text as a0)
        ${insertSingleHistory(table, ctx.actor.id, own, captured, { from: sql`swath_written` })}
        returning (coalesce(new_ids, record_ids))[1] as id`);
      if (!written) await assertUnchanged(tx, table, key, storedDifferently(sql`${column.pgColumn}`, next, exact));
      const row = await readRecord({ db: tx, actor: ctx.actor }, table, written?.id ?? before.id);
      if (!row) throw new AppError("FORBIDDEN", "After this change you would no longer be allowed to see the record.");
      if (was) {
        const after = whole === table ? row : await readRecord({ db: tx, actor: ctx.actor }, whole, row.id);
        await assertValid(ctx, table, column, was, after ?? row);
      }
      return row;
    });
    await notifyEdit(ctx.db, table.name);
    return saved;
  } catch (error) {
    const refusal = explainRefusal(error, table);
    if (!refusal) throw error;
    throw new AppError("REFUSED", refusal.message, {
      fields: { [refusal.column ?? column.id]: refusal.message },
      cause: error,
    });
  }
}

/** Nothing was written because nothing differs, not because a trigger or rule dropped it. @throws AppError REFUSED */
async function assertUnchanged(tx: Tx, table: TableDef, key: SQL, differs: SQL): Promise<void> {
  const [row] = await tx.execute<{ differs: boolean }>(
    sql`select ${differs} as differs from ${table.pgTable} where ${key}`,
  );
  if (row?.differs) throw new AppError("REFUSED", "The database ignored the change (a trigger or rule).");
}

/** The table's `validate` hook judges a cell as it judges a bulk edit. @throws AppError REFUSED */
async function assertValid(
  ctx: Ctx,
  table: TableDef,
  column: ColumnDef,
  was: RecordRow,
  row: RecordRow,
): Promise<void> {
  const change = { kind: "update" as const, columns: { [column.id]: { op: "set", value: row.values[column.id] } } };
  const facts = { id: "", table: table.name, operation: "update" as const, change, actor: ctx.actor, total: 1 };
  const message = await table.bulk.validate?.({ id: row.id, before: was.values, after: row.values }, facts);
  if (message !== undefined) throw new AppError("REFUSED", message, { fields: { [column.id]: message } });
}

/** The same parser and SQL as the bulk edit's `set` and `clear`. */
function nextValue(table: TableDef, column: ColumnDef, value: unknown) {
  if (value === null || value === undefined) {
    if (!column.nullable) throw invalid(column, `${column.label} must not be empty.`);
    return sql`null::${typeOf(column)}`;
  }
  const parsed = kindOf(column.kind).parser(column).safeParse(value);
  if (!parsed.success) throw invalid(column, parsed.error.issues[0]?.message ?? "Invalid value.");
  const set = operationOf(column, "set");
  if (!set) throw new AppError("READ_ONLY_COLUMN", `${column.label} can't be set.`);
  const operands = set.parser(column).parse({ value });
  return sql`(${set.expression(expressionInput(table, column), operands as never)})::${typeOf(column)}`;
}

function invalid(column: ColumnDef, message: string): AppError {
  return new AppError("INVALID", message, { fields: { [column.id]: message } });
}

/** Locks the record and answers its id and the cell's value as its literal, if the record is the one the user saw. */
async function lockAndCheck(
  tx: Tx,
  ctx: Ctx,
  table: TableDef,
  column: ColumnDef,
  input: SaveRecordCellInput,
): Promise<{ id: string; value: string | null }> {
  const where = and(table.scope(ctx.actor), table.key.in([input.id]));
  await tx.execute(sql`select set_config('lock_timeout', '2s', true)`);
  const [found] = await tx.execute<{ version: string; as_seen: boolean; id: string; value: string | null }>(sql`
    select ${table.key.text} as id, ${versionOf(table)} as version, ${isSeenVersion(table, input.version)} as as_seen, ${column.pgColumn}::text as value
    from ${table.pgTable} where ${where} for update`);
  if (!found) throw new AppError("NOT_FOUND", "This record no longer exists.");
  if (!found.as_seen) {
    const row = await readRecord({ db: tx, actor: ctx.actor }, table, input.id);
    throw new AppError("CONFLICT", "Someone else changed this record meanwhile.", {
      details: { current: row?.values[column.id] ?? null, version: found.version, row },
    });
  }
  return found;
}
