import { type SQL, sql } from "drizzle-orm";
import { literal } from "@/lib/tables/column-sql";

/** Names of the columns that hold the text literals of captured values in a statement: `b0` before, `a0` after. */
export const beforeName = (i: number): SQL => sql.raw(`b${i}`);
export const afterName = (i: number): SQL => sql.raw(`a${i}`);

export type Side = "before" | "after";

/** The list of one captured column of a history row `h`, by the column's database name; null where it wasn't captured. */
export function listOf(side: Side, column: string): SQL {
  const at = sql`array_position(h.columns, ${literal(column)})`;
  return sql`h.${sql.raw(side)}[${at}:${at}]`;
}

/** The ids of a history row `h` after its write: it may have given its records another key. */
export const idsAfter: SQL = sql`coalesce(h.new_ids, h.record_ids)`;

/**
 * The records of history rows `h`, as a FROM item `r(id, place, root, b0, a0, …, i)`: each list is unnested once, since
 * reading single elements of a stored array would unpack it for each.
 * @param ids what they are called, in the order of `record_ids`
 */
export function recordsOf(columns: string[], ids: SQL = idsAfter): SQL {
  const lists = columns.flatMap((column) => [listOf("before", column), listOf("after", column)]);
  const names = columns.flatMap((_, i) => [beforeName(i), afterName(i)]);
  return sql`unnest(${sql.join([ids, sql`h.places`, sql`h.root_ids`, ...lists], sql`, `)})
    with ordinality as r(${sql.join([sql`id`, sql`place`, sql`root`, ...names, sql`i`], sql`, `)})`;
}

/** `array['a', 'b']::text[]` of names from the schema, so that a statement stays readable. */
export function nameArray(names: string[]): SQL {
  return sql`array[${sql.join(names.map(literal), sql`, `)}]::text[]`;
}

/** A two-dimensional list, per column one value per row of the group, in the order in which the rows come. */
export function listsOf(values: SQL[]): SQL {
  if (values.length === 0) return sql`null::text[]`;
  return sql`array[${sql.join(
    values.map((value) => sql`array_agg(${value}::text)`),
    sql`, `,
  )}]`;
}
