import type { ColumnDef, TableDef } from "@/lib/tables/define-table";
import { kindOf } from "@/lib/tables/kinds/index";
import type { Given } from "./given";

/** Code of an outcome whose value the column's kind could not read. */
const UNREADABLE = "unreadable";

/**
 * Reads a record's values with the parsers of their columns' kinds. One that can't be read refuses the record, never
 * the request: the first such column is named.
 */
export function readValues(table: TableDef, values: Record<string, unknown>): Given {
  const read: Record<string, unknown> = {};
  for (const [id, value] of Object.entries(values)) {
    const column = table.column(id);
    const answer = readValue(column, value);
    if (!answer.ok) return { refused: { column: id, code: UNREADABLE, message: answer.message } };
    read[column.dbName] = answer.value;
  }
  return { values: read };
}

function readValue(column: ColumnDef, value: unknown): { ok: true; value: unknown } | { ok: false; message: string } {
  if (value === null || value === undefined) {
    return column.nullable ? { ok: true, value: null } : { ok: false, message: `${column.label} must not be empty.` };
  }
  const parsed = kindOf(column.kind).parser(column).safeParse(value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, message: parsed.error.issues[0]?.message ?? "Invalid value." };
}
