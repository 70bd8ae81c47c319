import { type SQL, sql } from "drizzle-orm";
import { AppError } from "@/lib/model/errors";
import { typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/define-table";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Record ids as a subquery of keys of the table's own type: one parameter, however many they are.
 * @throws AppError INVALID when an id cannot be one (`abc` for an integer key)
 */
export function recordKeys(table: TableDef, ids: string[]): SQL {
  if (!ids.every((id) => isRecordId(table, id))) {
    throw new AppError("INVALID", `That is not the id of a record of ${table.label}.`, {
      fields: { ids: "Not a record id." },
    });
  }
  return sql`(select key.value::${typeOf(table.primaryKey)} from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) as key)`;
}

export function isRecordId(table: TableDef, id: string): boolean {
  return isKeyText(table.primaryKey, id);
}

/** Whether a text can be cast to the type of a key. */
export function isKeyText({ pgColumn, min, max }: ColumnDef, text: string): boolean {
  if (pgColumn.getSQLType() === "uuid") return UUID.test(text);
  if (min === null || max === null) return text !== "";
  return /^-?\d{1,19}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

/** An id as the database itself writes it (`007` → `7`), so that the same record is the same text. */
export function canonicalId(table: TableDef, id: string): string {
  if (table.primaryKey.pgColumn.getSQLType() === "uuid") return id.toLowerCase();
  return table.primaryKey.min === null ? id : BigInt(id).toString();
}
