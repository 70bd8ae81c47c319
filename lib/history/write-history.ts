import { type SQL, sql } from "drizzle-orm";
import type { TableDef } from "@/lib/tables/table-def";
import { afterName, beforeName, listsOf, nameArray, type Side } from "./captured";
import { keyBound, keyRangeOf, newKeyRangeOf } from "./key-range";

interface ChunkHistory {
  taskId: string;
  actorId: string;
  table: TableDef;
  wrote: "values" | "created" | "deleted";
  /** Database names of the captured columns. */
  columns: string[];
  sides: Side[];
  /** A CTE `(seq, n, id, k0 …, b0 …, a0 …)` with the raw values of the captured columns. */
  rows: string;
  /** The write may give records another key: the CTE has `new_id` and `m0, …`, too. */
  moves?: boolean;
}

/**
 * One history row per chunk out of the rows that a statement has just written. The values become text here and not in
 * RETURNING, so that a distributed Postgres can run the write on its data nodes. All aggregates see the rows in the same
 * order, so the lists fit together.
 */
export function insertChunkHistory({ taskId, actorId, table, wrote, columns, sides, rows, moves }: ChunkHistory): SQL {
  const lists = (side: Side) => {
    const name = side === "before" ? beforeName : afterName;
    return sides.includes(side) ? listsOf(columns.map((_, i) => sql`${sql.raw(rows)}.${name(i)}`)) : sql`null::text[]`;
  };
  return sql`insert into swath.record_changes
      (task_id, seq, table_name, actor_id, wrote, keys, record_ids, places, columns, before, after${moves ? sql`, new_ids, new_keys` : sql``})
    select ${taskId}::uuid, seq, ${table.name}, ${actorId}::uuid, ${wrote}::swath.change_kind, ${keyRangeOf(table, rows)},
      array_agg(id), array_agg(n), ${nameArray(columns)}, ${lists("before")}, ${lists("after")}${moves ? sql`, case when bool_or(new_id <> id) then array_agg(new_id) end, ${newKeyRangeOf(table, rows)}` : sql``}
    from ${sql.raw(rows)} group by seq`;
}

/**
 * The history of a single edit: a chunk of one.
 * @param newId the id from then on, where the edit may have changed the key
 * @param values per column what it held and holds, as text literals in SQL
 */
export function insertSingleHistory(
  table: TableDef,
  actorId: string,
  { id, newId }: { id: SQL; newId?: SQL },
  values: { column: string; before: SQL; after: SQL }[],
  { undoes, from }: { undoes?: string; from: SQL },
): SQL {
  const lists = (side: Side) =>
    sql`array[${sql.join(
      values.map((value) => sql`array[${value[side]}]`),
      sql`, `,
    )}]::text[]`;
  const bound = keyBound(table, id);
  const moved = newId ? sql`, new_ids, new_keys` : sql``;
  return sql`insert into swath.record_changes (table_name, actor_id, wrote, keys, record_ids, columns, before, after, undoes${moved})
    select ${table.name}, ${actorId}::uuid, 'values', swath.key_range(${bound}, ${bound}, '[]'), array[${id}],
      ${nameArray(values.map(({ column }) => column))}, ${lists("before")}, ${lists("after")}, ${undoes ?? null}::timestamptz
      ${newId ? movedTo(table, id, newId) : sql``}
    from ${from}`;
}

function movedTo(table: TableDef, id: SQL, newId: SQL): SQL {
  const bound = keyBound(table, newId);
  return sql`, case when ${newId} <> ${id} then array[${newId}] end, swath.key_range(${bound}, ${bound}, '[]')`;
}
