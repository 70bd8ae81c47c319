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
  return rangeOver(table, [{ id: sql.raw(`${rows}.id`), value: sql.raw(`${rows}.k0`) }]);
}

/** The range of the ids that they had and of those that they got, `new_id` (and `m0`). */
export function movedRangeOf(table: Pick<TableDef, "name" | "key">, rows: string): SQL {
  return rangeOver(table, [
    { id: sql.raw(`${rows}.id`), value: sql.raw(`${rows}.k0`) },
    { id: sql.raw(`${rows}.new_id`), value: sql.raw(`${rows}.m0`) },
  ]);
}

function rangeOver(table: Pick<TableDef, "name" | "key">, sides: { id: SQL; value: SQL }[]): SQL {
  const bound = (extreme: SQL, of: SQL) => {
    const found = sides.map(({ id, value }) =>
      hasIntegerKey(table) ? padded(sql`${extreme}(${value})`) : sql`${extreme}(${id} collate "C")`,
    );
    return boundOf(
      sql`${table.name}::text`,
      sides.length > 1
        ? sql`${of}(${sql.join(
            found.map((each) => sql`${each} collate "C"`),
            sql`, `,
          )})`
        : found[0]!,
    );
  };
  return sql`swath.key_range(${bound(sql.raw("min"), sql.raw("least"))}, ${bound(sql.raw("max"), sql.raw("greatest"))}, '[]')`;
}

/** All ids of a table. */
export function wholeTable({ name }: Pick<TableDef, "name">): SQL {
  return sql`swath.key_range(left(${name} || E'\\x01', ${LENGTH}), left(${name} || E'\\x02', ${LENGTH}), '[]')`;
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

const LENGTH = sql.raw(String(LONGEST));

const boundOf = (name: SQL, id: SQL) => sql`left(${name} || E'\\x01' || ${id}, ${LENGTH})`;
