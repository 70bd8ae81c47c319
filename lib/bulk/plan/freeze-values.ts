import type { Hash } from "node:crypto";
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
): Promise<Frozen> {
  const rows = rowsOf(table, records, JSON.stringify(records.map(givenOf)));
  const numbered = sql`select rows.*, row_number() over (order by ${table.key.valueNames}) as n from (${rows}) as rows`;
  return frozenBy(tx, chunksOf(table, taskId, numbered));
}

/**
 * The same for one chunk of something longer; stored when the promise is kept.
 * @param digest is told what is stored, in the order given: over a million records the database's own costs far more
 */
export function freezeChunk(
  tx: Db | Tx,
  table: TableDef,
  records: FrozenRow[],
  taskId: string,
  seq: number,
  digest: Hash,
): Promise<unknown> {
  const given = JSON.stringify(records.map(givenOf));
  digest.update(JSON.stringify(records.map(({ id, version }) => [id, version])));
  digest.update(given);
  // Sorted before it is gathered: an order within each list would be a sort for each. Its commit waits for no disk: that
  // of the plan, without which no chunk counts, waits for all before it.
  return tx.execute(sql`
    insert into swath.bulk_chunks (task_id, seq, record_ids, versions, contents, given, size)
    select ${taskId}::uuid, ${seq}::int, array_agg(id), array_agg(version), array_agg(content), array_agg(given), count(*)
    from (${rowsOf(table, records, given)} order by ${table.key.valueNames}) as record
    where (select set_config('synchronous_commit', 'off', true)) is not null`);
}

const givenOf = ({ given }: FrozenRow) => given;

/** Ids and versions as lists of their own: taken out of JSON, each record's values would be copied once more. */
function rowsOf(table: TableDef, records: FrozenRow[], given: string): SQL {
  const ids = sql.param(records.map(({ id }) => id));
  const versions = sql.param(
    records.some(({ version }) => version !== null) ? records.map((each) => each.version) : null,
  );
  return sql`select id, split_part(coalesce(version, '0'), '.', 1)::xid as version,
      nullif(split_part(version, '.', 2), '')::bigint as content, given, ${table.key.valueNames}
    from (select record.*, ${table.key.valuesOf(sql`record.id`)}
      from rows from (unnest(${ids}::text[]), unnest(${versions}::text[]), jsonb_array_elements(${given}::text::jsonb))
        as record(id, version, given)) as record`;
}

/** The same for what a finished task with values left undone: its values again, for the records as they are now. */
export async function freezeUnfinishedValues(
  tx: Tx,
  table: TableDef,
  parentId: string,
  taskId: string,
): Promise<Frozen> {
  const unfinished = sql`
    select frozen.id, coalesce(${rowVersionOf(table)}, '0'::xid) as version, ${contentOf(table)} as content, frozen.given,
        row_number() over (order by chunk.seq, frozen.n) as n
      from swath.bulk_chunks chunk
      cross join lateral unnest(chunk.record_ids, chunk.given) with ordinality as frozen(id, given, n)
      cross join lateral (select ${table.key.valuesOf(sql`frozen.id`)}) as own
      left join ${table.pgTable} on ${table.key.on("own")}
      where chunk.task_id = ${parentId} and (chunk.done_at is null or ${listedAs} in (
        select record_id from swath.record_outcomes where task_id = ${parentId} and outcome in ('failed', 'conflict')))`;
  return frozenBy(tx, chunksOf(table, taskId, unfinished));
}

function chunksOf(table: TableDef, taskId: string, source: SQL): SQL {
  return sql`
    insert into swath.bulk_chunks (task_id, seq, record_ids, versions, contents, given, size)
    select ${taskId}::uuid, ((n - 1) / ${table.bulk.chunkSize}::int)::int,
      array_agg(id order by n), array_agg(version order by n), array_agg(content order by n), array_agg(given order by n), count(*)
    from (${source}) as record
    group by 2`;
}

async function frozenBy(tx: Db | Tx, chunks: SQL): Promise<Frozen> {
  const [row] = await tx.execute<{ total: number; digest: string | null }>(sql`
    with frozen as (${chunks} returning seq, size, md5(record_ids::text || given::text) as digest)
    select coalesce(sum(size), 0)::int as total, md5(string_agg(digest, '' order by seq)) as digest from frozen`);
  return { total: row?.total ?? 0, digest: row?.digest ?? "" };
}
