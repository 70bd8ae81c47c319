import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";

/**
 * A record's version is Postgres' own row version (`xmin`) and a digest of what the record holds. The first is enough as
 * long as it stays the same. But it is renewed for every record when a migration rewrites the table, and always 0 in a
 * foreign table: then the digest says whether a value differs. Two contents share a digest once in 2^64.
 */
export function versionOf(table: TableDef): SQL {
  return sql`(${rowVersionOf(table)}::text || '.' || ${contentOf(table)})`;
}

/** Of a view always 0, as of a foreign table: then what the record holds has to tell. */
export function rowVersionOf({ pgTable, hasRowVersion }: TableDef): SQL {
  return hasRowVersion ? sql`${pgTable}.xmin` : sql`'0'::xid`;
}

/** Nobody has written the record since it was read as `alias`, beside the statement that writes it. */
export function isRowOf(table: TableDef, alias: string): SQL {
  if (table.hasRowVersion) return sql`${table.pgTable}.xmin = ${sql.raw(alias)}.xmin`;
  const own = ({ dbName }: ColumnDef) => sql`${sql.raw(alias)}.${sql.identifier(dbName)}`;
  return sql`${contentOf(table)} = ${contentOf(table, undefined, own)}`;
}

/** As it comes from outside: a row version (32 bits), and mostly the digest (64 bits). */
export const RowVersion = z
  .string()
  .regex(/^\d{1,10}(\.-?\d{1,19})?$/)
  .refine((text) => {
    const [version = "", content = "0"] = text.split(".");
    return BigInt(version) < 2n ** 32n && BigInt.asIntN(64, BigInt(content)) === BigInt(content);
  });

/** Columns that the digest is made of, by database name: what is stored, and not computed from it. */
export function contentColumns({ columns }: Pick<TableDef, "columns">): string[] {
  return columns.filter(({ computed }) => !computed).map(({ dbName }) => dbName);
}

/**
 * @param names of the columns, in this order; null (as a value) where one of them is no longer declared
 * @param valueOf where the values stand, by default in the table
 */
export function contentOf(
  table: TableDef,
  names: string[] = contentColumns(table),
  valueOf: (column: ColumnDef) => SQL = ({ pgColumn }) => sql`${pgColumn}`,
): SQL {
  const columns = names.map((name) => table.columns.find(({ dbName }) => dbName === name));
  const known = columns.filter((column) => column !== undefined);
  if (known.length < columns.length || known.length === 0) return sql`null::bigint`;
  return sql`hash_record_extended(row(${sql.join(
    known.map((column) => hashed(column, valueOf(column))),
    sql`, `,
  )}), 0)`;
}

/** The record as SQL over `source(version, content)` is as it was: by its row version, else by what it holds. */
export function isVersion(table: TableDef, source: string, names?: string[]): SQL {
  const [version, content] = [sql.raw(`${source}.version`), sql.raw(`${source}.content`)];
  const same = sql`${rowVersionOf(table)} = ${version} and ${version} <> '0'::xid`;
  return sql`case when ${same} then true else coalesce(${content} = ${contentOf(table, names)}, false) end`;
}

/** The same against the version that somebody saw. */
export function isSeenVersion(table: TableDef, seen: string): SQL {
  const [version = "", content] = seen.split(".");
  return sql`(select ${isVersion(table, "swath_seen")}
    from (select ${version}::xid as version, ${content ?? null}::bigint as content) as swath_seen)`;
}

const PLAIN =
  /^(smallint|integer|bigint|smallserial|serial|bigserial|boolean|uuid|date|timestamp[^[]*|numeric\([^[]*|bytea)$/;
const TEXT = /^(text|varchar[^[]*|character varying[^[]*)$/;

/** A value of which equal ones are stored alike, so that other spellings of the same (1.50, `SMITH`, 1 mon) differ. */
function hashed({ pgColumn }: ColumnDef, value: SQL): SQL {
  const type = pgColumn.getSQLType();
  if (PLAIN.test(type)) return value;
  return TEXT.test(type) ? sql`${value} collate "C"` : sql`${value}::text collate "C"`;
}
