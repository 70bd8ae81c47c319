import { type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/client";
import type { TableDef } from "@/lib/tables/table-def";
import { contentOf, rowVersionOf } from "@/lib/tables/record/row-version";
import type { Frozen } from "./freeze";
import type { RowValues } from "@/lib/bulk/model/row-values";
import { listedAs } from "@/lib/bulk/change/slice";

/** A record and what is to be written into it. */
export interface FrozenRow {
  /** Null where no record can be named: its values are refused. */
  id: string | null;
  /** Version (`lib/tables/record/row-version.ts`) that the values were meant for; null: whatever it is by then. */
  version: string | null;
  given: RowValues;
}

/** Stores records with their values in chunk rows, in key order. Whether they exist and may be edited the write will say. */
export async function freezeRowValues(
  tx: Db | Tx,
  table: TableDef,
  records: FrozenRow[],
  taskId: string,
  firstSeq = 0,
): Promise<Frozen> {
  return freezeFrom(
    tx,
    table,
    taskId,
    sql`select id, split_part(coalesce(version, '0'), '.', 1)::xid as version,
        nullif(split_part(version, '.', 2), '')::bigint as content, given,
        row_number() over (order by ${table.key.valueNames}) as n
      from (select record.*, ${table.key.valuesOf(sql`record.id`)}
        from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as record(id text, version text, given jsonb)) as record`,
    firstSeq,
  );
}

/** The same for what a finished task with values left undone: its values again, for the records as they are now. */
export async function freezeUnfinishedValues(
  tx: Tx,
  table: TableDef,
  parentId: string,
  taskId: string,
): Promise<Frozen> {
  return freezeFrom(
    tx,
    table,
    taskId,
    sql`select frozen.id, coalesce(${rowVersionOf(table)}, '0'::xid) as version, ${contentOf(table)} as content, frozen.given,
        row_number() over (order by chunk.seq, frozen.n) as n
      from swath.bulk_chunks chunk
      cross join lateral unnest(chunk.record_ids, chunk.given) with ordinality as frozen(id, given, n)
      cross join lateral (select ${table.key.valuesOf(sql`frozen.id`)}) as own
      left join ${table.pgTable} on ${table.key.on("own")}
      where chunk.task_id = ${parentId} and (chunk.done_at is null or ${listedAs} in (
        select record_id from swath.record_outcomes where task_id = ${parentId} and outcome in ('failed', 'conflict')))`,
  );
}

async function freezeFrom(tx: Db | Tx, table: TableDef, taskId: string, source: SQL, firstSeq = 0): Promise<Frozen> {
  const [row] = await tx.execute<{ total: number; digest: string | null }>(sql`
    with frozen as (
      insert into swath.bulk_chunks (task_id, seq, record_ids, versions, contents, given, size)
      select ${taskId}::uuid, ${firstSeq}::int + ((n - 1) / ${table.bulk.chunkSize}::int)::int,
        array_agg(id order by n), array_agg(version order by n), array_agg(content order by n), array_agg(given order by n), count(*)
      from (${source}) as record
      group by 2
      returning seq, size, md5(record_ids::text || given::text) as digest)
    select coalesce(sum(size), 0)::int as total, md5(string_agg(digest, '' order by seq)) as digest from frozen`);
  return { total: row?.total ?? 0, digest: row?.digest ?? "" };
}
