import type { z } from "zod";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { kindOf } from "@/lib/tables/kinds/index";
import type { ReferenceTexts } from "@/lib/tables/references/reference-texts";
import type { RowValues } from "@/lib/bulk/model/row-values";

/** Code of an outcome whose value the column's kind could not read. */
const PARSE_ERROR = "parse_error";
/** Of one whose foreign key names no record, or several. */
export const NO_REFERENCE = "no_reference";

type GivenValues = Record<string, unknown>;

/**
 * Reads a record's values with the parsers of their columns' kinds. One that can't be read refuses the record, never
 * the request: the first such column is named.
 */
export function readValues(table: TableDef, values: GivenValues): RowValues {
  const read: GivenValues = {};
  for (const [id, value] of Object.entries(values)) {
    const column = table.column(id);
    const answer = readValue(column, value);
    if (!answer.ok) return { refused: { column: id, code: PARSE_ERROR, message: answer.message } };
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
    if (!answer.ok) problems[id] = answer.message;
  }
  return problems;
}

/**
 * What a new record needs: the values given, those that the schema's own functions make, and an emptiness (which will
 * be refused) where a value has to be given and was not. What the database fills in is left out.
 */
export function completed(table: TableDef, values: GivenValues): GivenValues {
  const complete: GivenValues = {};
  for (const { id, nullable, hasDefault, editable, primaryKey, pgColumn } of table.columns) {
    const value = values[id] ?? null;
    if (value !== null || (nullable && id in values)) complete[id] = value;
    else if (pgColumn.defaultFn) complete[id] = JSON.parse(JSON.stringify(pgColumn.defaultFn()));
    else if (!nullable && !hasDefault && (editable || primaryKey)) complete[id] = null;
  }
  return complete;
}

const parsers = new WeakMap<ColumnDef, z.ZodType>();

/** Made once per column: a file of a million rows asks for it as often. */
function parserOf(column: ColumnDef): z.ZodType {
  const known = parsers.get(column);
  if (known) return known;
  const made = kindOf(column.kind).parser(column);
  parsers.set(column, made);
  return made;
}

function readValue(column: ColumnDef, value: unknown): { ok: true; value: unknown } | { ok: false; message: string } {
  if (value === null || value === undefined) {
    return column.nullable ? { ok: true, value: null } : { ok: false, message: `${column.label} must not be empty.` };
  }
  const parsed = parserOf(column).safeParse(value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, message: parsed.error.issues[0]?.message ?? "Invalid value." };
}
