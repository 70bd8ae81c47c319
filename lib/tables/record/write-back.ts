import { and, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import type { Tx } from "@/lib/db/client";
import { explainRefusal } from "@/lib/db/refusal";
import { AppError } from "@/lib/model/errors";
import { notifyEdit } from "@/lib/live/notify";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { readRecord } from "@/lib/tables/list/list-records";
import type { RecordRow } from "@/lib/tables/model/table-info";

export interface WriteBack {
  table: TableDef;
  id: string;
  /**
   * Earlier values as the history keeps them: a JSON object by database column name. As text,
   * since numbers of many digits would not survive JavaScript.
   */
  values: string;
  /** Values that the record must still hold, in the same form. */
  expects?: string;
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
  const { table, id, values, undoes = null } = given;
  const inTx = { db: tx, actor: ctx.actor };
  const key = table.key.in([id]);
  const differing = await lockAndCompare(tx, ctx, given, key);
  if (differing.length > 0) {
    const { pgTable } = table;
    const wanted = sql`jsonb_populate_record(null::${pgTable}, ${values}::text::jsonb)`;
    const sets = differing.map(({ dbName }) => sql`${sql.identifier(dbName)} = wanted.${sql.identifier(dbName)}`);
    await tx.execute(sql`
      with old as materialized (
        select ${jsonOf(differing)} as before from ${pgTable} where ${key}),
      written as (
        update ${pgTable} set ${sql.join(sets, sql`, `)} from ${wanted} as wanted
        where ${key}
        returning ${table.key.text} as id, ${jsonOf(differing)} as after)
      insert into swath.record_changes (task_id, table_name, record_id, actor_id, before, after, undoes)
      select null, ${table.name}, id, ${ctx.actor.id}::uuid, before, after, ${undoes}::timestamptz from written, old`);
  }
  const row = await readRecord(inTx, table, id);
  if (!row) throw new AppError("FORBIDDEN", "After this change you would no longer be allowed to see the record.");
  return row;
}

/** Locks the record, and answers the columns whose value would change. */
async function lockAndCompare(tx: Tx, ctx: Ctx, given: WriteBack, key: SQL): Promise<ColumnDef[]> {
  const { table, values, expects = "{}", version } = given;
  const { pgTable } = table;
  const named = (text: string) => new Set(Object.keys(JSON.parse(text) as object));
  const [writes, reads] = [named(values), named(expects)];
  const columns = table.columns.filter(({ dbName, editable }) => editable && writes.has(dbName));
  const differs = ({ pgColumn, dbName }: ColumnDef, of: string) =>
    sql`${pgColumn} is distinct from ${sql.identifier(of)}.${sql.identifier(dbName)}`;
  const expected = table.columns.filter(({ dbName }) => reads.has(dbName));
  await tx.execute(sql`select set_config('lock_timeout', '2s', true)`);
  const [found] = await tx.execute<{ version: string; moved: boolean; differing: string[] }>(sql`
    select ${pgTable}.xmin::text as version,
      ${
        expected.length > 0
          ? sql.join(
              expected.map((column) => sql`(${differs(column, "expected")})`),
              sql` or `,
            )
          : sql`false`
      } as moved,
      array_remove(array[${sql.join(
        columns.map((column) => sql`case when ${differs(column, "wanted")} then ${column.dbName}::text end`),
        sql`, `,
      )}]::text[], null) as differing
    from ${pgTable},
      jsonb_populate_record(null::${pgTable}, ${values}::text::jsonb) as wanted,
      jsonb_populate_record(null::${pgTable}, ${expects}::text::jsonb) as expected
    where ${and(table.scope(ctx.actor), key)} for update of ${pgTable}`);
  if (!found) throw new AppError("NOT_FOUND", "This record no longer exists.");
  if (found.moved || (version !== undefined && found.version !== version)) {
    const row = await readRecord({ db: tx, actor: ctx.actor }, table, given.id);
    throw new AppError("CONFLICT", "This record was edited since.", { details: { row } });
  }
  return columns.filter(({ dbName }) => found.differing.includes(dbName));
}

const jsonOf = (columns: ColumnDef[]) =>
  sql`json_build_object(${sql.join(
    columns.map(({ dbName, pgColumn }) => sql`${dbName}::text, to_json(${pgColumn})`),
    sql`, `,
  )})`;
