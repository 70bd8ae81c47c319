import { type SQL, sql } from "drizzle-orm";
import type { TableDef } from "@/lib/tables/table-def";

/** A history row is found by a range: an index entry can't hold a text of any length, and a prefix sorts alike. */
const LONGEST = 120;

const INTEGERS = new Set(["smallint", "integer", "bigint", "smallserial", "serial", "bigserial"]);

/** A table as its ranges need it: its name in the history, and which columns of its key are whole numbers. */
export interface RangedTable {
  name: string;
  numbers: boolean[];
}

type Named = Pick<TableDef, "name" | "key">;

function rangedTable({ name, key }: Named): RangedTable {
  return { name, numbers: numbersIn(key.columns.map(({ pgColumn }) => pgColumn.getSQLType())) };
}

export const numbersIn = (types: string[]): boolean[] => types.map((type) => INTEGERS.has(type));

/**
 * A record's id as it sorts in the ranges of the history: behind its table's name, whole numbers padded, so that a chunk
 * frozen in key order is a narrow range.
 */
export function keyBound(table: Named, id: SQL): SQL {
  const ranged = rangedTable(table);
  return boundOf(ranged, sorted(ranged, id));
}

/** The range of all ids of a group of rows, as an aggregate over `id` (and, of a key that is one number, its value `k0`). */
export function keyRangeOf(table: Named, rows: string): SQL {
  return rangeOver(rangedTable(table), sql.raw(`${rows}.id`), sql.raw(`${rows}.k0`));
}

/** The range of the ids that a write gave them, `new_id` (and `m0`). */
export function newKeyRangeOf(table: Named, rows: string): SQL {
  return rangeOver(rangedTable(table), sql.raw(`${rows}.new_id`), sql.raw(`${rows}.m0`));
}

/** The same of records that are known by their ids' text only, of whatever table. */
export function idRangeOf(table: RangedTable, rows: string): SQL {
  const id = sql.raw(`${rows}.id`);
  return rangeOver(table, id, sql`${id}::numeric`);
}

/** All ids of a table. */
export function wholeTable({ name }: Pick<TableDef, "name">): SQL {
  return sql`swath.key_range(left(${name} || E'\\x01', ${LENGTH}), left(${name} || E'\\x02', ${LENGTH}), '[]')`;
}

/** @param value of a key that is one number: of it the extremes are found before they are made texts */
function rangeOver(table: RangedTable, id: SQL, value: SQL): SQL {
  const [first, ...others] = table.numbers;
  const extreme = (which: SQL) =>
    boundOf(
      table,
      first && others.length === 0 ? padded(sql`${which}(${value})`) : sql`${which}(${sorted(table, id)} collate "C")`,
    );
  return sql`swath.key_range(${extreme(sql.raw("min"))}, ${extreme(sql.raw("max"))}, '[]')`;
}

function sorted({ numbers }: RangedTable, id: SQL): SQL {
  if (!numbers.includes(true)) return id;
  if (numbers.length === 1) return padded(id);
  const parts = numbers.map((number, i) => {
    const part = sql`(${id}::jsonb ->> ${sql.raw(String(i))})`;
    return number ? padded(part) : part;
  });
  return sql`(${sql.join(parts, sql` || E'\\x01' || `)})`;
}

const padded = (value: SQL) => sql`lpad((${value}::numeric + 9223372036854775808)::text, 20, '0')`;

const LENGTH = sql.raw(String(LONGEST));

const boundOf = ({ name }: RangedTable, id: SQL) => sql`left(${name}::text || E'\\x01' || ${id}, ${LENGTH})`;
