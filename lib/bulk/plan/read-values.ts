import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import type { Judged } from "@/lib/tables/kinds/rules/rule";
import { judge } from "@/lib/tables/kinds/rules/value-problem";
import type { ReferenceTexts } from "@/lib/tables/references/reference-texts";
import type { ParseError, RowValues } from "@/lib/bulk/model/row-values";

/** Code of an outcome whose value the column's kind could not read. */
const PARSE_ERROR = "parse_error";
/** Of one whose foreign key names no record, or several. */
export const NO_REFERENCE = "no_reference";

type GivenValues = Record<string, unknown>;

/** Columns whose values their kinds' rules have made already. */
export type JudgedColumns = ReadonlySet<ColumnDef>;

export const NONE_JUDGED: JudgedColumns = new Set();

/**
 * Reads a record's values by the rules of their columns' kinds. One that can't be read refuses the record, never the
 * request: the first such column is named.
 * @param ids the columns that count
 */
export function readValues(
  table: TableDef,
  values: GivenValues,
  judged = NONE_JUDGED,
  ids = Object.keys(values),
): RowValues {
  const read: GivenValues = {};
  for (const id of ids) {
    const column = table.column(id);
    const answer = readValue(column, values[id], judged.has(column));
    if ("problem" in answer) return parseError(column, answer.problem);
    read[column.dbName] = answer.value;
  }
  return { values: read };
}

/** The same where foreign keys may say the label of a record: `references` has been told of these values. */
export function readKeyed(table: TableDef, references: ReferenceTexts, values: GivenValues): RowValues {
  const keyed = references.keyed(values);
  if ("values" in keyed) return readValues(table, keyed.values);
  return { refused: { column: keyed.column, code: NO_REFERENCE, message: keyed.problem } };
}

/** What is wrong with each value, by column id; empty where nothing is. */
export function problemsOf(table: TableDef, values: GivenValues): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const [id, value] of Object.entries(values)) {
    const answer = readValue(table.column(id), value);
    if ("problem" in answer) problems[id] = answer.problem;
  }
  return problems;
}

/**
 * What a new record needs: the values given, those that the schema's own functions make, and an emptiness (which will
 * be refused) where a value has to be given and was not. What the database fills in is left out.
 */
export function completed(table: TableDef, values: GivenValues): GivenValues {
  const complete: GivenValues = {};
  for (const column of table.columns) {
    const value = completedValue(column, values[column.id] ?? null, column.id in values);
    if (value !== undefined) complete[column.id] = value;
  }
  return complete;
}

/** Of one column; undefined where the database fills it in. */
export function completedValue(column: ColumnDef, value: unknown, isGiven: boolean): unknown {
  if (value !== null || (column.nullable && isGiven)) return value;
  if (!needsValue(column)) return undefined;
  const { defaultFn } = column.pgColumn;
  return defaultFn ? JSON.parse(JSON.stringify(defaultFn())) : null;
}

/** Whether something has to be said of the column in a new record that says nothing of it. */
export function needsValue({ nullable, hasDefault, editable, primaryKey, pgColumn }: ColumnDef): boolean {
  return Boolean(pgColumn.defaultFn) || (!nullable && !hasDefault && (editable || primaryKey));
}

/**
 * By the rule of the column's kind itself: its parser wraps no more than that, and a file has millions of values.
 * @param judged whether the rule has made the value: it takes its own as they are
 */
export function readValue(column: ColumnDef, value: unknown, judged = false): Judged {
  if (value === null || value === undefined)
    return column.nullable ? { value: null } : { problem: `${column.label} must not be empty.` };
  return judged ? { value } : judge(column, value);
}

export function parseError({ id }: ColumnDef, message: string): { refused: ParseError } {
  return { refused: { column: id, code: PARSE_ERROR, message } };
}
