import { and, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { typeOf } from "@/lib/tables/column-sql";
import { versionOf } from "@/lib/tables/record/row-version";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { literalText } from "@/lib/tables/table-key";

export interface MatchedRecord {
  id: string;
  version: string;
}

/**
 * The records, within the actor's reach, that have these values (by database column name) in the columns of a unique
 * key, by position of the values. Undefined matches nothing.
 */
export async function matchRecords(
  { db, actor }: Ctx,
  table: TableDef,
  key: ColumnDef[],
  values: (Record<string, unknown> | undefined)[],
): Promise<Map<number, MatchedRecord>> {
  const given = values.flatMap((each, i) => (each ? [[i, ...key.map(({ dbName }) => literalText(each[dbName]))]] : []));
  const equal = key.map((column, i) => sql`${column.pgColumn} = (given.row ->> ${i + 1}::int)::${typeOf(column)}`);
  const found = await db.execute<{ i: number; id: string; version: string }>(sql`
    select (given.row ->> 0)::int as i, ${table.key.text} as id, ${versionOf(table)} as version
    from jsonb_array_elements(${JSON.stringify(given)}::text::jsonb) as given(row)
    join ${table.pgTable} on ${and(...equal, table.scope(actor))}`);
  return new Map(found.map(({ i, id, version }) => [i, { id, version }]));
}
