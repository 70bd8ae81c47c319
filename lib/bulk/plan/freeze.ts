import { and, type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { Tx } from "@/lib/db/client";
import type { TableDef } from "@/lib/tables/table-def";
import { selectionWhere } from "@/lib/tables/list/selection-where";
import { scopedWhere } from "@/lib/tables/list/scoped-query";
import { idsAfter } from "@/lib/history/captured";
import { anyMovedSince, laterIds } from "@/lib/history/later-ids";
import { writtenAmong } from "@/lib/history/task-history";
import { contentOf, rowVersionOf } from "@/lib/tables/record/row-version";
import type { Selection, SelectionFromTask } from "@/lib/tables/model/selection";
import { outcomesToRetry } from "./retryable";

/** Records that came with values are frozen by `freezeRowValues`. */
type FrozenSelection = Exclude<Selection, { kind: "values" }>;

export interface Frozen {
  total: number;
  /** Digest of the frozen ids, part of the duplicate key. */
  digest: string;
}

/**
 * Stores ids and row versions of the selection in chunk rows, in ONE `INSERT … SELECT` over the table page's own scoped
 * query, so that what will be written is what was seen, whatever happens to the table afterwards.
 */
export async function freeze(
  tx: Tx,
  actor: Actor,
  table: TableDef,
  selection: FrozenSelection,
  taskId: string,
): Promise<Frozen> {
  const { text, order } = table.key;
  const chunks =
    selection.kind === "from_task" && selection.which === "changed"
      ? changedBy(selection, taskId, (await anyMovedSince(tx, table, selection.taskId)) ? table : null)
      : sql`
        insert into swath.bulk_chunks (task_id, seq, record_ids, versions, contents, size)
        select ${taskId}::uuid, ((n - 1) / ${table.bulk.chunkSize}::int)::int, array_agg(id order by n), array_agg(version order by n),
          array_agg(content order by n), count(*)
        from (
          select ${text} as id, ${rowVersionOf(table)} as version, ${contentOf(table)} as content,
            row_number() over (order by ${order}) as n
          from ${table.pgTable} where ${frozenWhere(actor, table, selection) ?? sql`true`}) as swath_record
        group by 2`;
  const [row] = await tx.execute<{ total: number; digest: string | null }>(sql`
    with swath_frozen as (${chunks} returning seq, size, md5(array_to_string(record_ids, ',')) as digest)
    select coalesce(sum(size), 0)::int as total, md5(string_agg(digest, '' order by seq)) as digest from swath_frozen`);
  return { total: row?.total ?? 0, digest: row?.digest ?? "" };
}

/** What is frozen: never more than the actor's scope. */
function frozenWhere(actor: Actor, table: TableDef, selection: FrozenSelection): SQL | undefined {
  if (selection.kind !== "from_task") return selectionWhere(actor, table, selection);
  return and(scopedWhere(actor, table, {}), table.key.among(outcomesToRetry(selection.taskId)));
}

/**
 * What an undo freezes: a chunk per row of the parent's history, with all of its records or with chosen ones. The write
 * compares values, so versions are not needed.
 * @param moved the table, where records of it got another key since
 */
function changedBy({ taskId: parent, ids }: SelectionFromTask, taskId: string, moved: TableDef | null): SQL {
  const rows = ids
    ? sql`select h.id, h.seq, h.at, h.wrote, chosen.record_ids, chosen.places from swath.record_changes h
        join (
          select source, array_agg(id order by i) as record_ids, array_agg(i::int order by i) as places
          from ${writtenAmong(parent, ids)} group by source) chosen on chosen.source = h.id
        where h.task_id = ${parent}`
    : sql`select h.id, h.seq, h.at, h.wrote, ${idsAfter} as record_ids, null::int[] as places
        from swath.record_changes h where h.task_id = ${parent} and h.level = 0`;
  return sql`
    insert into swath.bulk_chunks (task_id, seq, record_ids, versions, size, source_id, source_places)
    select ${taskId}::uuid, (row_number() over (order by seq, id) - 1)::int, record_ids,
      array_fill('0'::xid, array[cardinality(record_ids)]), cardinality(record_ids), id, places
    from (${moved ? followed(moved, rows) : rows}) as written`;
}

/** The same rows with the ids that their records have by now; a deleted record has none but its last. */
function followed(table: TableDef, rows: SQL): SQL {
  const starts = sql`select distinct r.id, swath_rows.at from swath_rows cross join lateral unnest(record_ids) as r(id)`;
  return sql`with recursive swath_rows as materialized (${rows}), ${laterIds(table, starts, sql`(select min(at) from swath_rows)`)}
    select swath_rows.id, seq, places, (
      select array_agg(case when wrote = 'deleted' then r.id else swath_now.now end order by r.i)
      from unnest(swath_rows.record_ids) with ordinality as r(id, i)
      join swath_now on swath_now.id = r.id and swath_now.at = swath_rows.at) as record_ids
    from swath_rows`;
}
