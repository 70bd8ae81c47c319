import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { type PostgresError, postgresError } from "./postgres-error";

/** Why the database does not take a record's new values, for people. */
export interface Refusal {
  /** SQLSTATE. */
  code: string;
  /** Column id, where one column is to blame. */
  column: string | null;
  message: string;
}

/**
 * What is not the record's fault: lost connections and shut-downs (08, 57), resources (53, 54), time-outs and locks,
 * serialisation (40), broken transactions (25) and servers (58, F0, XX), statements of ours that make no sense (42, 3F …).
 */
const NOT_THE_RECORDS = /^(08|25|26|34|3B|3D|3F|40|42|53|54|55P0|57|58|F0|HV|XX)/;
/** Of those what a record can bring about after all: a policy or a missing right, a table that is published as it can't be. */
const STILL_THE_RECORDS = /^(42501|42P10)$/;
/** Classes that Postgres itself uses; whatever else has been raised by somebody's own code. */
const ITS_OWN = /^(0[0-9A-Z]|1[0-9A-Z]|2[0-9A-Z]|3[0-9A-Z]|4[0-9A-Z]|5[0-9A-Z]|F0|HV|P0|XX)/;

/**
 * Turns a refusal into a sentence: whatever SQLSTATE it has, it is the record's, save for what no record brings about.
 * Undefined for those. Never passes a raw database message on, except what the author of a trigger wrote.
 */
export function explainRefusal(error: unknown, table: TableDef): Refusal | undefined {
  const found = postgresError(error);
  if (!found || (NOT_THE_RECORDS.test(found.code) && !STILL_THE_RECORDS.test(found.code))) return undefined;
  const column = columnOf(found, table);
  return { code: found.code, column: column?.id ?? null, message: sentence(found, column, table) };
}

function columnOf(error: PostgresError, table: TableDef): ColumnDef | undefined {
  if (error.column) return table.columns.find((c) => c.dbName === error.column);
  const constraint = error.constraint;
  if (!constraint) return undefined;
  const [, listed] = /^Key \(([^)]+)\)/.exec(error.detail ?? "") ?? [];
  if (listed && !listed.includes(",")) return table.columns.find((c) => c.dbName === listed.replaceAll('"', ""));
  return columnInConstraintName(withoutShard(constraint), table);
}

/** A trigger's words: its first line, and no more than fits a cell. */
const firstLine = (message: string): string => message.split("\n", 1)[0]!.slice(0, 300);

/** A distributed Postgres adds the number of the shard: `price_nonneg_102015`. */
const withoutShard = (constraint: string): string => constraint.replace(/_\d{6,}$/, "");

/** `places_population_not_negative` → population: the longest column name that the constraint's name holds. */
export function columnInConstraintName(constraint: string, table: TableDef): ColumnDef | undefined {
  return table.columns
    .filter((c) => `_${constraint}_`.includes(`_${c.dbName}_`))
    .toSorted((a, b) => b.dbName.length - a.dbName.length)[0];
}

/** `places_population_not_negative` → "population not negative". */
export function constraintInWords(constraint: string, table: TableDef): string {
  const name = constraint.startsWith(`${table.name}_`) ? constraint.slice(table.name.length + 1) : constraint;
  return name.replace(/_(check|chk|unique|key|fk|fkey)$/, "").replaceAll("_", " ");
}

function sentence(error: PostgresError, column: ColumnDef | undefined, table: TableDef): string {
  const what = column?.label ?? "A value";
  const constraint = withoutShard(error.constraint ?? "");
  if (error.code === "P0001" || !ITS_OWN.test(error.code)) return firstLine(error.message);
  switch (error.code) {
    case "23502":
      return `${what} must not be empty.`;
    case "23505":
      return `${what} must be unique, and another record already has this value.`;
    case "23001":
      return `Other records (${error.table ?? "another table"}) still refer to this one.`;
    case "23503":
      return /still referenced/.test(error.detail ?? "")
        ? `Other records (${error.table ?? "another table"}) still refer to this one.`
        : `${what} refers to a record that does not exist.`;
    case "23514":
      // A partitioned table without a partition for the value names no constraint.
      if (constraint === "") return "The table has no partition for a record like this.";
      return `Breaks the rule “${constraintInWords(constraint, table)}”.`;
    case "23P01":
      return `Overlaps with another record (${constraintInWords(constraint, table)}).`;
    case "22003":
      return `${what} would be too large or too small.`;
    case "22001":
      return `${what} would be too long.`;
    case "22012":
      return "The change would divide by zero.";
    case "22007":
    case "22008":
      return `${what} would not be a valid date or time.`;
    case "2201B":
      return "The regular expression is not valid.";
    case "22P02":
      return `${what} would not be a valid value.`;
    case "44000":
      return "You would not be allowed to see or edit a record like this.";
    case "42501":
      return "The database does not allow this record to be written (a row-level policy, or a right that Swath’s account lacks).";
    case "42P10":
      return "The table is published for replication in a way that takes no edits: an admin has to publish its generated columns, or change its replica identity.";
    default:
      return `${what} was refused by the database (${error.code}).`;
  }
}
