import type { SQL, SQLWrapper, sql } from "drizzle-orm";
import type { z } from "zod";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { Align, KindId, OfferedOperator } from "./kind-info";

/** drizzle's `sql` tag, handed in so that kind files stay free of it and can be loaded by the browser. */
export type SqlTag = typeof sql;

export interface ExpressionInput {
  sql: SqlTag;
  /** The column itself, qualified with the alias of the table that is read. */
  column: SQL;
  /** The column's database type, to cast to. */
  type: SQL;
  info: ColumnInfo;
  /** Another column of the same record, for `copyFrom` and "matches another column". */
  other: (columnId: string) => { column: SQL; info: ColumnInfo };
}

export type OperandInput =
  | "value"
  | "number"
  | "integer"
  | "text"
  | "boolean"
  | "column"
  | "items"
  | "time"
  | "zone"
  | "json";

/**
 * What an operand looks like to the bulk sheet. `value`: the column's own editor. `column`: another column that
 * `accepts` its values. `zone`: an IANA time zone. `initial`: what a fresh editor shows and sends.
 * `needs`: shown only once that other operand is given.
 */
export type OperandField = { name: string; label: string; optional?: boolean; initial?: unknown; needs?: string } & (
  | { input: OperandInput }
  | { input: "choice"; choices: { value: string; label: string }[] }
);

/** A change operation: compiled to one SQL expression over the record's own columns. */
export interface OperationSpec {
  op: string;
  label: string;
  /** Empty when the operation needs nothing (clear, toggle, trim). */
  fields: OperandField[];
  /** Whether a column offers it (`clear` only where null is allowed). */
  offered?: (info: ColumnInfo) => boolean;
  /** Operands without `op`. `columns` are those of the table, where an operand names one of them. */
  parser: (info: ColumnInfo, columns?: readonly ColumnInfo[]) => z.ZodType<Record<string, unknown>>;
  /** The new value. Every operand goes in as a parameter. */
  expression: (input: ExpressionInput, operands: never) => SQL;
  /** In words, lower case: "multiply by 1.05", "set to reviewed". */
  describe: (operands: never, info: ColumnInfo, columns?: readonly ColumnInfo[]) => string;
}

export interface FilterOperatorSpec extends OfferedOperator {
  /** Whether a column offers it (`isEmpty` only where that can be). */
  offered?: (info: ColumnInfo) => boolean;
  parser: (info: ColumnInfo) => z.ZodType;
  condition: (input: ExpressionInput, value: never) => SQL;
}

/**
 * What the server and the filters know of one kind of column. Its id stands in `kind-info.ts`, its editor in
 * `components/editors/value-editor.tsx`; the compiler asks for each of them.
 */
export interface Kind {
  id: KindId;
  align: Align;
  width: number;
  /** Can it be sorted on, and searched? */
  sortable: boolean;
  searchable: boolean;
  /** The value as the browser sends it, null excluded; yields the value as Postgres takes it. */
  parser: (info: ColumnInfo) => z.ZodType;
  operations: OperationSpec[];
  filterOperators: FilterOperatorSpec[];
  /** How it is read, where the plain column would lose something (a bigint's digits, a timestamp's zone). */
  select?: (input: { sql: SqlTag; column: SQL; info: ColumnInfo }) => SQLWrapper;
}
