import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { AppError } from "@/lib/model/errors";
import { typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import type { Sort } from "@/lib/tables/model/filter";

/** One column of a total order; those of the key come last. */
export interface OrderKey {
  column: ColumnDef;
  descending: boolean;
}

/** Values of the order's columns as text, null where empty: where a page begins or ends. */
const Position = z.array(z.string().max(10_000).nullable()).min(1).max(9);
export type Position = z.infer<typeof Position>;

/**
 * The sort as a total order. Ties are broken by the primary key in the direction of the first column, so that an index
 * on (column, key) serves both directions.
 * @throws AppError UNKNOWN_COLUMN, INVALID (a column that can't be sorted, or twice)
 */
export function orderOf(table: TableDef, sort: Sort): OrderKey[] {
  const keys = sort.map(({ column: id, direction }) => {
    const column = table.column(id);
    if (!column.sortable)
      throw new AppError("INVALID", `${column.label} can't be sorted.`, { fields: { sort: "Not sortable." } });
    return { column, descending: direction === "desc" };
  });
  const names = new Set(keys.map(({ column }) => column.id));
  if (names.size < keys.length)
    throw new AppError("INVALID", "A column can be sorted only once.", { fields: { sort: "Twice." } });
  const descending = keys[0]?.descending ?? false;
  const ties = table.key.columns.filter(({ id }) => !names.has(id)).map((column) => ({ column, descending }));
  // What follows the whole key decides nothing.
  return ties.length > 0
    ? [...keys, ...ties]
    : keys.slice(0, keys.findLastIndex(({ column }) => column.primaryKey) + 1);
}

/** Where a record stands in an order, as the JSON that a cursor holds. */
export function positionOf(order: OrderKey[]): SQL {
  const keys = order.map(({ column }) => sql`${column.pgColumn}::text`);
  return sql`jsonb_build_array(${sql.join(keys, sql`, `)})`;
}

export function reversed(order: OrderKey[]): OrderKey[] {
  return order.map(({ column, descending }) => ({ column, descending: !descending }));
}

/** Postgres's own defaults: empty values last when ascending, first when descending. */
export function orderBy(order: OrderKey[]): SQL {
  return sql.join(
    order.map(({ column, descending }) => (descending ? sql`${column.pgColumn} desc` : sql`${column.pgColumn} asc`)),
    sql`, `,
  );
}

/**
 * Records that come after a position. One row comparison where the order allows it, since that is an index range;
 * else column by column, minding empty values.
 */
export function afterPosition(order: OrderKey[], position: Position): SQL {
  if (position.length !== order.length) throw badCursor();
  const oneDirection = order.every(({ descending }) => descending === order[0]?.descending);
  if (oneDirection && order.every(({ column }) => !column.nullable)) return rowComparison(order, position);
  const values = order.map(({ column }, i) =>
    position[i] === null ? null : sql`${position[i]}::text::${typeOf(column)}`,
  );
  const alternatives = order.map((key, i) => {
    const ties = order.slice(0, i).map(({ column }, j) => equals(column, values[j] ?? null));
    return sql`(${sql.join([...ties, isAfter(key, values[i] ?? null)], sql` and `)})`;
  });
  return sql`(${sql.join(alternatives, sql` or `)})`;
}

/**
 * The same as conditions that follow each other in the order: each is a range of an index on the first column, which
 * `or` would hide from the planner, so that a page deep in the list costs no more than the first one.
 */
export function segmentsAfter(order: OrderKey[], position: Position): SQL[] {
  const after = afterPosition(order, position);
  const [first, ...others] = order;
  const [value] = position;
  if (!first || value === undefined) throw badCursor();
  const { pgColumn, nullable } = first.column;
  if (value === null) {
    // Empty values come first when descending: the rest of them, then all others.
    const empty = sql`(${pgColumn} is null and ${after})`;
    return first.descending ? [empty, sql`${pgColumn} is not null`] : [empty];
  }
  const alike = others.every(({ descending, column }) => descending === first.descending && !column.nullable);
  const sign = first.descending ? sql`<=` : sql`>=`;
  const rest = alike
    ? rowComparison(order, position)
    : sql`(${pgColumn} ${sign} ${value}::text::${typeOf(first.column)} and ${after})`;
  return nullable && !first.descending ? [rest, sql`${pgColumn} is null`] : [rest];
}

/** `(a, b) > (1, 2)`: an index range, true for no row in which a column that decides is empty. */
function rowComparison(order: OrderKey[], position: Position): SQL {
  const columns = order.map(({ column }) => sql`${column.pgColumn}`);
  const values = order.map(({ column }, i) => sql`${position[i] ?? null}::text::${typeOf(column)}`);
  const sign = order[0]?.descending ? sql`<` : sql`>`;
  return sql`(${sql.join(columns, sql`, `)}) ${sign} (${sql.join(values, sql`, `)})`;
}

function equals({ pgColumn }: ColumnDef, value: SQL | null): SQL {
  return value ? sql`${pgColumn} = ${value}` : sql`${pgColumn} is null`;
}

function isAfter({ column: { pgColumn, nullable }, descending }: OrderKey, value: SQL | null): SQL {
  if (descending) return value ? sql`${pgColumn} < ${value}` : sql`${pgColumn} is not null`;
  if (!value) return sql`false`;
  return nullable ? sql`(${pgColumn} > ${value} or ${pgColumn} is null)` : sql`${pgColumn} > ${value}`;
}

export function encodeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** @throws AppError INVALID */
export function decodeCursor(cursor: string): Position {
  try {
    return Position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    throw badCursor();
  }
}

function badCursor(): AppError {
  return new AppError("INVALID", "This page link no longer fits the sort. Please start from the top.", {
    fields: { cursor: "Invalid." },
  });
}
