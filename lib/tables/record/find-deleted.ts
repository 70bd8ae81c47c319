import { getTableName, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { postgresError } from "@/lib/db/postgres-error";
import type { TableDef } from "@/lib/tables/table-def";
import { typeOf } from "@/lib/tables/column-sql";
import { isThere } from "./get-record";
import { entriesOf, entryLiteral, type HistoryRow, readHistory } from "./read-history";

/**
 * The last thing that was done to a record that is no longer there; `wrote` is `deleted` unless it went past Swath.
 * Undefined where the record is there, where nothing is known of it, and where the actor may not know: they ask the
 * same question of an id that never was.
 *
 * Who may see what is left of a record? Whoever could have seen it, so for each actor:
 *
 * - A table without a scope for them: yes, as with every record of it.
 * - Who deleted it: yes, they saw it when they did. Not what went along with it: that they need not have seen.
 * - A scope that looks at nothing but the record itself is asked of the values that it held when it was deleted, all of
 *   which are recorded. Not of earlier ones: a record that is there is judged by what it holds now, too.
 * - Anything else is in doubt, and then only admins see it: a scope that asks other records (they have changed since),
 *   one that the recorded values can't answer (a column that was added since, a table in a schema of its own, whose
 *   columns are written so that they can only mean the table), and a record of which the deletion is not recorded.
 */
export async function findDeleted(ctx: Ctx, table: TableDef, id: string): Promise<HistoryRow | undefined> {
  const recordId = table.key.parse(id);
  if (recordId === undefined || (await isThere(ctx, table, recordId))) return undefined;
  const [last] = await readHistory(ctx, table, recordId, { limit: 1 });
  return last && (await couldSee(ctx, table, recordId, last)) ? last : undefined;
}

async function couldSee(ctx: Ctx, table: TableDef, recordId: string, last: HistoryRow): Promise<boolean> {
  if (!table.scope(ctx.actor)) return true;
  if (last.wrote === "deleted" && last.root_id === null && last.actor_id === ctx.actor.id) return true;
  return (await wasInScope(ctx, table, recordId, last)) ?? hasRole(ctx.actor, "admin");
}

/** Whether the scope holds of what the record held at last; undefined where that can't be told. */
async function wasInScope(
  { db, actor }: Ctx,
  table: TableDef,
  recordId: string,
  last: HistoryRow,
): Promise<boolean | undefined> {
  const scope = table.scope(actor);
  // A scope may look at columns that the actor does not see.
  const { columns } = table.whole ?? table;
  const whole = last.wrote === "deleted" && columns.every(({ dbName }) => last.keys.includes(dbName));
  if (!scope || !whole || asksOthers(new PgDialect().sqlToQuery(scope).sql)) return undefined;
  // Under the table's own name the recorded values answer in its place.
  const standIn = sql.identifier(getTableName(table.pgTable));
  const values = columns.map(
    (column) => sql`(${entryLiteral("was", column)})::${typeOf(column)} as ${sql.identifier(column.dbName)}`,
  );
  try {
    const [row] = await db.execute<{ seen: boolean }>(sql`
      select (${scope}) is true as seen
      from (
        select ${sql.join(values, sql`, `)}
        from (${entriesOf(table, recordId, sql`h.at = ${last.at}::timestamptz and h.wrote = 'deleted'`)}) as h) as ${standIn}`);
    return row?.seen;
  } catch (error) {
    if (NAMES_NOTHING.has(postgresError(error)?.code ?? "")) return undefined;
    throw error;
  }
}

const asksOthers = (text: string) => /\bselect\b/i.test(text);

/** Undefined table, undefined column. */
const NAMES_NOTHING: ReadonlySet<string> = new Set(["42P01", "42703"]);
