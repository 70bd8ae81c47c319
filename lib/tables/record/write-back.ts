import { and, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { explainRefusal } from "@/lib/db/refusal";
import { liveTableOf, storedDifferently } from "@/lib/history/live-columns";
import { insertSingleHistory } from "@/lib/history/write-history";
import { AppError } from "@/lib/model/errors";
import { notifyEdit } from "@/lib/live/notify";
import { typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { readRecord } from "@/lib/tables/list/list-records";
import { isSeenVersion } from "./row-version";
import type { RecordRow } from "@/lib/tables/model/table-info";

/** Values as the history keeps them, by database column name: text that the column's type reads again. */
export type Literals = Record<string, { text: string | null }>;

export interface WriteBack {
  table: TableDef;
  id: string;
  /** Earlier values. */
  values: Literals;
  /** Values that the record must still hold. */
  expects?: Literals;
  /** The row version that it must still have. */
  version?: string;
  /** The entry of the record's history that this takes back. */
  undoes?: string;
}

/**
 * Writes earlier values of one record again, with history, if the record is still as expected. Columns that can't be
 * edited keep what they hold.
 * @returns the record as it is now; unchanged where it holds these values already
 * @throws AppError NOT_FOUND, CONFLICT (details: row), REFUSED, FORBIDDEN
 */
export async function writeBack(ctx: Ctx, given: WriteBack): Promise<RecordRow> {
  try {
    const row = await ctx.db.transaction((tx) => write(tx, ctx, given));
    await notifyEdit(ctx.db, given.table.name);
    return row;
  } catch (error) {
    const refusal = explainRefusal(error, given.table);
    if (!refusal) throw error;
    throw new AppError("REFUSED", refusal.message, { cause: error });
  }
}

async function write(tx: Tx, ctx: Ctx, given: WriteBack): Promise<RecordRow> {
  const { table, id, values, undoes } = given;
  const inTx = { db: tx, actor: ctx.actor };
  const key = table.key.in([id]);
  let now = id;
  const differing = await lockAndCompare(tx, ctx, given, key);
  if (differing.length > 0) {
    const { pgTable } = table;
    const sets = differing.map((column) => sql`${sql.identifier(column.dbName)} = ${typed(column, values)}`);
    const olds = differing.map(({ pgColumn }, i) => sql`${pgColumn}::text as ${sql.raw(`b${i}`)}`);
    const news = differing.map(({ pgColumn }, i) => sql`${pgColumn}::text as ${sql.raw(`a${i}`)}`);
    const captured = differing.map(({ dbName }, i) => ({
      column: dbName,
      before: sql.raw(`swath_old.b${i}`),
      after: sql.raw(`swath_written.a${i}`),
    }));
    const moves = differing.some((column) => table.key.columns.includes(column));
    const newId = sql.raw("swath_written.id");
    const own = moves ? { id: sql.raw("swath_old.id"), newId } : { id: newId };
    const [written] = await tx.execute<{ id: string }>(sql`
      with swath_old as materialized (select ${table.key.text} as id, ${sql.join(olds, sql`, `)} from ${pgTable} where ${key}),
      swath_written as (
        update ${pgTable} set ${sql.join(sets, sql`, `)} where ${key}
        returning ${table.key.text} as id, ${sql.join(news, sql`, `)})
      ${insertSingleHistory(table, ctx.actor.id, own, captured, { undoes, from: sql`swath_written, swath_old` })}
      returning (coalesce(new_ids, record_ids))[1] as id`);
    now = written?.id ?? id;
  }
  const row = await readRecord(inTx, table, now);
  if (!row) throw new AppError("FORBIDDEN", "After this change you would no longer be allowed to see the record.");
  return row;
}

const typed = (column: ColumnDef, of: Literals) => sql`(${of[column.dbName]?.text ?? null}::text)::${typeOf(column)}`;

/** Locks the record, and answers the columns whose value would change. */
async function lockAndCompare(tx: Tx, ctx: Ctx, given: WriteBack, key: SQL): Promise<ColumnDef[]> {
  const { table, values, expects = {}, version } = given;
  const { pgTable } = table;
  const live = await liveTableOf(tx, table);
  const exact = new Set(live.columns.filter((column) => column.exact).map(({ name }) => name));
  const differs = (column: ColumnDef, of: Literals) =>
    storedDifferently(sql`${column.pgColumn}`, typed(column, of), exact.has(column.dbName));
  const columns = table.columns.filter(({ dbName, editable }) => editable && dbName in values);
  const moved = table.columns
    .filter(({ dbName }) => dbName in expects)
    .map((column) => sql`(${differs(column, expects)})`);
  const differing = columns.map((column) => sql`case when ${differs(column, values)} then ${column.dbName}::text end`);
  await tx.execute(sql`select set_config('lock_timeout', '2s', true)`);
  const [found] = await tx.execute<{ as_seen: boolean; moved: boolean; differing: string[] }>(sql`
    select ${version === undefined ? sql`true` : isSeenVersion(table, version)} as as_seen, (${sql.join([sql`false`, ...moved], sql` or `)}) as moved,
      array_remove(array[${sql.join(differing, sql`, `)}]::text[], null) as differing
    from ${pgTable} where ${and(table.scope(ctx.actor), key)} for update of ${pgTable}`);
  if (!found) throw new AppError("NOT_FOUND", "This record no longer exists.");
  if (found.moved || !found.as_seen) {
    const row = await readRecord({ db: tx, actor: ctx.actor }, table, given.id);
    throw new AppError("CONFLICT", "This record was edited since.", { details: { row } });
  }
  return columns.filter(({ dbName }) => found.differing.includes(dbName));
}
