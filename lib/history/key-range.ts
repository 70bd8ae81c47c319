import { type SQL, sql } from "drizzle-orm";
import type { TableDef } from "@/lib/tables/table-def";

/** A history row is found by a range: an index entry can't hold a text of any length, and a prefix sorts alike. */
const LONGEST = 120;

const INTEGERS = new Set(["smallint", "integer", "bigint", "smallserial", "serial", "bigserial"]);

/**
 * A record's id as it sorts in the ranges of the history: behind its table's name, whole numbers padded, so that a chunk
 * frozen in key order is a narrow range.
 */
export function keyBound(table: Pick<TableDef, "name" | "key">, id: SQL): SQL {
  return boundOf(sql`${table.name}::text`, hasIntegerKey(table) ? padded(id) : id);
}

/** The range of all ids of a group of rows, as an aggregate over `id` (and, of an integer key, its value `k0`). */
export function keyRangeOf(table: Pick<TableDef, "name" | "key">, rows: string): SQL {
  const [id, value] = [sql.raw(`${rows}.id`), sql.raw(`${rows}.k0`)];
  const bound = (least: boolean) => {
    const extreme = sql.raw(least ? "min" : "max");
    return hasIntegerKey(table) ? padded(sql`${extreme}(${value})`) : sql`${extreme}(${id} collate "C")`;
  };
  const name = sql`${table.name}::text`;
  return sql`swath.key_range(${boundOf(name, bound(true))}, ${boundOf(name, bound(false))}, '[]')`;
}

/** The same of records that are known by their ids' text only, of whatever table. */
export function textRangeOf(name: SQL, integer: SQL, rows: string): SQL {
  const id = sql.raw(`${rows}.id`);
  const bound = (extreme: SQL) =>
    boundOf(
      name,
      sql`case when ${integer} then ${padded(sql`${extreme}(case when ${integer} then ${id}::numeric end)`)}
      else ${extreme}(${id} collate "C") end`,
    );
  return sql`swath.key_range(${bound(sql.raw("min"))}, ${bound(sql.raw("max"))}, '[]')`;
}

export function hasIntegerKey({ key }: Pick<TableDef, "key">): boolean {
  const [first, ...others] = key.columns;
  return first !== undefined && others.length === 0 && INTEGERS.has(first.pgColumn.getSQLType());
}

const padded = (value: SQL) => sql`lpad((${value}::numeric + 9223372036854775808)::text, 20, '0')`;

const boundOf = (name: SQL, id: SQL) => sql`left(${name} || E'\\x01' || ${id}, ${sql.raw(String(LONGEST))})`;
