import { type SQL, sql } from "drizzle-orm";
import type { TableDef } from "@/lib/tables/table-def";
import type { CompiledChange } from "./compiled-change";

/** Which frozen records a statement works on: whole chunks, or a part of one while bad records are being isolated. */
export interface SliceRange {
  seqs: number[];
  /** Positions in the chunk, from 1, both included. */
  from?: number;
  to?: number;
  /** Record ids to leave out, since they are already known to be refused. */
  except?: string[];
}

/** What a compiled change wants to see of each record beside its id and version. */
export interface SliceSource extends Pick<CompiledChange, "historyOf" | "given"> {
  /** Without `was` and `becomes`: the values themselves may be what the database refuses. */
  bare?: boolean;
}

/** What outcomes call a record with given values, as SQL over `frozen`: its id, or where there is none its row. */
export const listedAs: SQL = sql`coalesce(frozen.id, 'row ' || coalesce(frozen.given ->> 'row', '?'))`;

/** A Postgres array of integers from numbers that we made ourselves. */
export const intArray = (numbers: number[]): SQL =>
  sql.raw(`'{${numbers.map((n) => Math.trunc(n)).join(",")}}'::int[]`);

/**
 * `slice as (…)`: the frozen records as rows `(seq, n, id, k0, k1, …, version)` in key order, and for an undo `before`, `after`
 * and `was` (`before` as a row of the table) from the parent's history; for values that stand per record `given` (those
 * that could be read, as JSON), `becomes` (the same as a row of the table), `refused` (why not) and `listed_as`. Materialised, so that the planner walks it
 * in order and looks each record up by key instead of scanning the table; the LIMIT does the same for the history, whose
 * statistics are stale just when somebody undoes what was just done. The arrays are unnested in the select list, which
 * streams, where a function in FROM would store every row once more.
 */
export function sliceCte(table: TableDef, taskId: string, range: SliceRange, source: SliceSource): SQL {
  const record = sql`frozen.id, ${table.key.valuesOf(sql`frozen.id`)}, frozen.version`;
  const part = range.from === undefined ? sql`true` : sql`frozen.n between ${range.from}::int and ${range.to}::int`;
  const except = range.except?.length
    ? sql`and coalesce(frozen.id not in (select jsonb_array_elements_text(${JSON.stringify(range.except)}::text::jsonb)), true)`
    : sql``;
  const { historyOf, given } = source;
  const frozen = sql`(
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version
        ${given ? sql`, unnest(given) as given` : sql``}
      from swath.bulk_chunks where task_id = ${taskId} and seq = any(${intArray(range.seqs)})) frozen`;
  const where = sql`where ${part} ${except}`;
  if (given) {
    return sql`slice as materialized (
      select frozen.seq, frozen.n, ${record},
        frozen.given -> 'values' as given, frozen.given -> 'refused' as refused, ${listedAs} as listed_as
        ${source.bare ? sql`` : sql`, jsonb_populate_record(null::${table.pgTable}, frozen.given -> 'values') as becomes`}
      from ${frozen} ${where})`;
  }
  if (!historyOf || source.bare) {
    return sql`slice as materialized (
      select frozen.seq, frozen.n, ${record} from ${frozen} ${where})`;
  }
  return sql`slice as materialized (
    select frozen.seq, frozen.n, ${record}, history.before, history.after::jsonb as after,
      json_populate_record(null::${table.pgTable}, history.before) as was
    from ${frozen}
    cross join lateral (
      select before, after from swath.record_changes
      where record_id = frozen.id and table_name = ${table.name} and task_id = ${historyOf}
      limit 1) history
    ${where})`;
}
