import { getTableName } from "drizzle-orm";
import { referringTable } from "@/lib/tables/referring-table";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { type PostgresError, postgresError } from "./postgres-error";
import { refusalSentence } from "./refusal-sentence";

/** Why the database does not take a record's new values, for people. */
export interface Refusal {
  /** SQLSTATE. */
  code: string;
  /** Column id, where one column is to blame. */
  column: string | null;
  message: string;
}

/**
 * What no record brings about: lost connections and shut-downs (08, 57, 58), resources (53), time-outs and locks (55P0,
 * 25P0), serialisation (40), broken settings and files (F0, XX001).
 */
const NEVER_THE_RECORDS = /^(08|25P0|40|53|55P0|57|58|F0|XX00[12])/;
/** A statement of ours that makes no sense. Where somebody's function was running, it is that function's statement. */
const OF_THE_STATEMENT = /^(25|26|34|3B|3D|3F|42|HV|XX)/;
/** Of those what a schema can bring about all the same: missing rights, publications, policies, columns that are computed. */
const OF_THE_SCHEMA = /^(25006|42501|42P10|42P17|428C9)$/;

/**
 * Turns a refusal into a sentence: whatever SQLSTATE it has, it is the record's, save for what no record brings about.
 * Undefined for those. Never passes a raw database message on, except what the author of a trigger wrote.
 */
export function explainRefusal(error: unknown, table: TableDef): Refusal | undefined {
  const found = postgresError(error);
  if (!found || NEVER_THE_RECORDS.test(found.code)) return undefined;
  if (OF_THE_STATEMENT.test(found.code) && !OF_THE_SCHEMA.test(found.code) && !found.where) return undefined;
  const column = columnOf(found, table);
  const refers = referringTable(found, table);
  return {
    code: found.code,
    column: column?.id ?? null,
    message: refusalSentence(found, {
      what: column?.label ?? "A value",
      refers,
      rule: (name) => constraintInWords(withoutShard(name), table),
    }),
  };
}

function columnOf(error: PostgresError, table: TableDef): ColumnDef | undefined {
  if (error.column) return table.columns.find((c) => c.dbName === error.column);
  const constraint = error.constraint;
  if (!constraint) return undefined;
  const [, listed] = /^Key \(([^)]+)\)/.exec(error.detail ?? "") ?? [];
  if (listed && !listed.includes(",")) return table.columns.find((c) => c.dbName === listed.replaceAll('"', ""));
  return columnInConstraintName(withoutShard(constraint), table);
}

/** A distributed Postgres adds the number of the shard: `price_nonneg_102015`. */
const withoutShard = (constraint: string): string => constraint.replace(/_\d{6,}$/, "");

/** `places_population_not_negative` → population: the longest column name that the constraint's name holds. */
export function columnInConstraintName(constraint: string, table: TableDef): ColumnDef | undefined {
  return table.columns
    .filter((c) => `_${constraint}_`.includes(`_${c.dbName}_`))
    .toSorted((a, b) => b.dbName.length - a.dbName.length)[0];
}

/** `places_population_not_negative` → "population not negative"; null where that names a column that is not its reader's. */
export function constraintInWords(constraint: string, table: TableDef): string | null {
  const named = table.whole && columnInConstraintName(constraint, table.whole);
  if (named && !table.columns.some(({ id }) => id === named.id)) return null;
  const own = `${getTableName(table.pgTable)}_`;
  const name = constraint.startsWith(own) ? constraint.slice(own.length) : constraint;
  return name.replace(/_(check|chk|unique|key|fk|fkey)$/, "").replaceAll("_", " ");
}
