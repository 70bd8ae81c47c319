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
 * Turns an error about data (class 22, 23, 44 and what triggers raise) into a sentence; undefined for any other error,
 * which is not the record's fault. Never passes a raw database message on, except what a trigger's author wrote (P0001).
 */
export function explainRefusal(error: unknown, table: TableDef): Refusal | undefined {
  const found = postgresError(error);
  if (!found || !/^(22|23|44|P0001)/.test(found.code)) return undefined;
  const column = columnOf(found, table);
  return { code: found.code, column: column?.id ?? null, message: sentence(found, column, table) };
}

function columnOf(error: PostgresError, table: TableDef): ColumnDef | undefined {
  if (error.column) return table.columns.find((c) => c.dbName === error.column);
  const constraint = error.constraint;
  if (!constraint) return undefined;
  const [, listed] = /^Key \(([^)]+)\)/.exec(error.detail ?? "") ?? [];
  if (listed && !listed.includes(",")) return table.columns.find((c) => c.dbName === listed.replaceAll('"', ""));
  return columnInConstraintName(constraint, table);
}

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
  const constraint = error.constraint ?? "";
  switch (error.code) {
    case "23502":
      return `${what} must not be empty.`;
    case "23505":
      return `${what} must be unique, and another record already has this value.`;
    case "23503":
      return /still referenced/.test(error.detail ?? "")
        ? `Other records (${error.table ?? "another table"}) still refer to this one.`
        : `${what} refers to a record that does not exist.`;
    case "23514":
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
    case "P0001":
      return error.message;
    default:
      return `${what} was refused by the database (${error.code}).`;
  }
}
