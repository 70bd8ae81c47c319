import { and, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/define-table";

export interface MatchedRecord {
  id: string;
  version: string;
}

/** The records, within the actor's reach, that have these values in a unique column, by position of the value. Null matches nothing. */
export async function matchRecords(
  { db, actor }: Ctx,
  table: TableDef,
  key: ColumnDef,
  values: unknown[],
): Promise<Map<number, MatchedRecord>> {
  const given = JSON.stringify(values.flatMap((value, i) => (value === null ? [] : { value: String(value), i })));
  const found = await db.execute<{ i: number; id: string; version: string }>(sql`
    select given.i, ${table.primaryKey.pgColumn}::text as id, ${table.pgTable}.xmin::text as version
    from jsonb_to_recordset(${given}::text::jsonb) as given(value text, i int)
    join ${table.pgTable} on ${and(sql`${key.pgColumn} = given.value::${typeOf(key)}`, table.scope(actor))}`);
  return new Map(found.map(({ i, id, version }) => [i, { id, version }]));
}
