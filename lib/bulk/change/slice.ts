import { type SQL, sql } from "drizzle-orm";
import { recordsOf, afterName, beforeName } from "@/lib/history/captured";
import { typeOf } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/table-def";
import type { RunnableTask } from "./runnable-task";

/** Which frozen records a statement works on: whole chunks, or a part of one while bad records are being isolated. */
export interface SliceRange {
  /** All chunks of the task, where none are named. */
  seqs?: number[];
  /** Positions in the chunk, from 1, both included. */
  from?: number;
  to?: number;
  /** Only these, and in this order: who hands on a unique value comes before who gets it. */
  ids?: string[];
  /** Record ids to leave out, since they are already known to be refused. */
  except?: string[];
}

interface SliceOptions {
  /** Without the values themselves: they may be what the database refuses. */
  bare?: boolean;
}

/** Place, id and key of a record, as a slice or what was made of one has them. */
export function sliceNames({ key }: TableDef, of = "swath_slice"): SQL[] {
  return ["seq", "n", "id", ...key.columns.map((_, i) => `k${i}`)].map((name) => sql.raw(`${of}.${name}`));
}

/** What outcomes call a record with given values, as SQL over `frozen`: its id, or where there is none its row. */
export const listedAs: SQL = sql`coalesce(frozen.id, 'row ' || coalesce(frozen.given ->> 'row', '?'))`;

/** Where an id stands in a list, from 0; null where it does not. */
export function placeIn(ids: string[], id: SQL): SQL {
  const places = JSON.stringify(Object.fromEntries(ids.map((each, i) => [each, i])));
  return sql`(${places}::text::jsonb -> ${id})::int`;
}

/** A Postgres array of integers from numbers that we made ourselves. */
export const intArray = (numbers: number[]): SQL =>
  sql.raw(`'{${numbers.map((n) => Math.trunc(n)).join(",")}}'::int[]`);

/**
 * `swath_slice as (…)`: the frozen records as rows `(seq, n, id, k0, …, version, content)` in key order; for an undo also `b0, a0,
 * …`, what the parent's history holds of each captured column as text; for values that stand per record `given` (those
 * that could be read, as JSON), `v0, …` (the same in the columns' types), `refused` (why not) and `listed_as`.
 * Materialised, so that the planner walks it in order and looks each record up by key instead of scanning the table. The
 * arrays are unnested in the select list, which streams, where a function in FROM would store every row once more.
 */
export function sliceCte(runnable: RunnableTask, range: SliceRange, options: SliceOptions = {}): SQL {
  const frozen = frozenRecords(runnable, range, options);
  if (!range.ids) return sql`swath_slice as materialized (${frozen})`;
  // A look into one document: a join of the ids would be planned without the order that it is there for.
  const place = placeIn(range.ids, sql`swath_frozen.id`);
  return sql`swath_slice as materialized (select * from (${frozen}) as swath_frozen where ${place} is not null order by ${place})`;
}

function frozenRecords(runnable: RunnableTask, range: SliceRange, { bare = false }: SliceOptions): SQL {
  const { task, table, compiled } = runnable;
  const record = sql`frozen.seq, frozen.n, frozen.id, ${table.key.valuesOf(sql`frozen.id`)}, frozen.version, frozen.content`;
  const part = range.from === undefined ? sql`true` : sql`frozen.n between ${range.from}::int and ${range.to}::int`;
  const except = range.except?.length
    ? sql`and coalesce(frozen.id not in (select jsonb_array_elements_text(${JSON.stringify(range.except)}::text::jsonb)), true)`
    : sql``;
  const where = sql`where ${part} ${except}`;
  const chunks = sql`task_id = ${task.id} ${range.seqs ? sql`and seq = any(${intArray(range.seqs)})` : sql``}`;
  if (compiled.undo && !bare) {
    return sql`
      select ${record}${capturedNames(compiled.undo.columns)}${compiled.undo.kept ? sql`, frozen.kept` : sql``} from (${undoneRecords(compiled.undo, chunks)}) frozen ${where}`;
  }
  const frozen = sql`(
      select seq, generate_subscripts(record_ids, 1) as n, unnest(record_ids) as id, unnest(versions) as version, unnest(contents) as content
        ${compiled.given ? sql`, unnest(given) as given` : sql``}
      from swath.bulk_chunks where ${chunks}) frozen`;
  if (!compiled.given) return sql`select ${record} from ${frozen} ${where}`;
  const given = sql`frozen.given -> 'values' as given, frozen.given -> 'refused' as refused, ${listedAs} as listed_as`;
  if (bare || compiled.given.length === 0) {
    return sql`select ${record}, ${given} from ${frozen} ${where}`;
  }
  // JSON was frozen as its text, which has all of its digits.
  const typed = compiled.given.map(
    (column) => sql`${sql.identifier(column.dbName)} ${column.kind === "json" ? sql`text` : typeOf(column)}`,
  );
  const values = compiled.given.map((column, i) => {
    const value = sql`becomes.${sql.identifier(column.dbName)}`;
    return sql`${column.kind === "json" ? sql`${value}::${typeOf(column)}` : value} as ${sql.raw(`v${i}`)}`;
  });
  return sql`
      select ${record}, ${given}, ${sql.join(values, sql`, `)}
      from ${frozen} cross join lateral jsonb_to_record(coalesce(frozen.given -> 'values', '{}')) as becomes(${sql.join(typed, sql`, `)})
      ${where}`;
}

function capturedNames(columns: string[]): SQL {
  return sql.join(columns.map((_, i) => sql`, frozen.${beforeName(i)}, frozen.${afterName(i)}`));
}

/**
 * Each chunk of an undo stands for one row of the parent's history, of which it takes all records, in their order, or
 * those at certain places. They are called what they were called when the undo was frozen. The row is looked up by
 * itself (`limit`): a join would let the planner read all rows of a large task for each few of its chunks.
 */
function undoneRecords({ taskId, columns, kept }: NonNullable<RunnableTask["compiled"]["undo"]>, chunks: SQL): SQL {
  return sql`
    select chunk.seq, '0'::xid as version, null::bigint as content, coalesce(chunk.record_ids[chosen.n], r.id) as id,
      coalesce(chosen.n, r.i::int) as n${sql.join(columns.map((_, i) => sql`, r.${beforeName(i)}, r.${afterName(i)}`))}${kept ? sql`, h.wrote = 'values' as kept` : sql``}
    from (select seq, record_ids, source_id, source_places from swath.bulk_chunks where ${chunks}) chunk
    cross join lateral (
      select * from swath.record_changes where task_id = ${taskId} and id = chunk.source_id limit 1) h
    cross join lateral ${recordsOf(columns, sql`case when chunk.source_places is null then chunk.record_ids end`)}
    cross join lateral (select array_position(chunk.source_places, r.i::int) as n) as chosen
    where chunk.source_places is null or chosen.n is not null`;
}
