import { type SQL, sql } from "drizzle-orm";
import type { LiveTable } from "@/lib/history/live-columns";
import type { TableDef } from "@/lib/tables/table-def";
import { instantText } from "@/lib/tables/table-key";

/** A table that a delete reaches over foreign keys, declared or not. */
export interface ReachedTable {
  oid: number;
  /** Under which its history stands. */
  name: string;
  /** What people call it. */
  label: string;
  relation: SQL;
  /** Its key, as far as it has one. Without one its rows can be recorded and brought back, but not named. */
  key: { name: string; type: string }[];
  /** Which of its columns are whole numbers. */
  numbers: boolean[];
  live: LiveTable;
  /** As Swath knows it, where it does. */
  declared: TableDef | undefined;
}

/** What Postgres does to rows of `child` when the row of `parent` that they refer to is deleted. */
export interface Reference {
  child: ReachedTable;
  parent: ReachedTable;
  columns: string[];
  parentColumns: string[];
  onDelete: "cascade" | "set_null" | "set_default" | "refuse";
  /** Columns that are emptied or reset: those of the key, or the ones that it names. */
  resets: { name: string; type: string; byDefault: string | null }[];
}

export interface DeleteEffects {
  root: ReachedTable;
  references: Reference[];
}

export const identifiers = (names: string[]): SQL[] => names.map((name) => sql`${sql.identifier(name)}`);

const list = (parts: SQL[]) => sql.join(parts, sql`, `);

/** The id of a row of a reached table as text, as `table.key` writes it; of one without a key its place in the table. */
export function idOf({ key }: Pick<ReachedTable, "key">, alias: string): SQL {
  if (key.length === 0) return sql.raw(`${alias}.ctid::text`);
  const texts = key.map(({ name, type }) => {
    const column = sql`${sql.raw(alias)}.${sql.identifier(name)}`;
    return /^timestamp.* with time zone$/.test(type) ? instantText(column) : sql`${column}::text`;
  });
  return key.length > 1 ? sql`jsonb_build_array(${list(texts)})::text` : texts[0]!;
}

/** The row of `alias` is the one with this id. */
export function hasId({ key }: Pick<ReachedTable, "key">, alias: string, id: SQL): SQL {
  const columns = key.map(({ name }) => sql`${sql.raw(alias)}.${sql.identifier(name)}`);
  const values = key.map(({ type }, i) =>
    key.length > 1 ? sql`(${id}::jsonb ->> ${sql.raw(String(i))})::${sql.raw(type)}` : sql`(${id})::${sql.raw(type)}`,
  );
  return sql`(${list(columns)}) = (${list(values)})`;
}

/** `child` refers to `parent`. */
export function refers({ columns, parentColumns }: Reference, child: string, parent: string): SQL {
  const pairs = columns.map(
    (name, i) =>
      sql`${sql.raw(child)}.${sql.identifier(name)} = ${sql.raw(parent)}.${sql.identifier(parentColumns[i] ?? "")}`,
  );
  return sql.join(pairs, sql` and `);
}
