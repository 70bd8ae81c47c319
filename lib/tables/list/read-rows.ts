import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import type { Db, Tx } from "@/lib/db/client";
import { postgresError } from "@/lib/db/postgres-error";
import { AppError } from "@/lib/model/errors";
import { toJson } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { labelOfReference } from "@/lib/tables/references/reference-label";
import type { Position } from "./keyset";
import { versionOf } from "@/lib/tables/record/row-version";
import type { RecordRow } from "@/lib/tables/model/table-info";

export interface Reader {
  db: Db | Tx;
  actor: Actor;
}

/**
 * Records as the grid and exports show them: ids, versions, values as JSON, labels of foreign keys.
 * @param rest what follows `from` the table: joins, where, order. It should leave few records: each is turned into JSON,
 *   also those that a limit would take away after a sort
 * @param columns those to read, by default all
 * @throws AppError UNKNOWN_TABLE when the database has no such table
 */
export async function readRows(
  { db, actor }: Reader,
  table: TableDef,
  rest: SQL,
  position: SQL,
  columns: ColumnDef[] = table.columns,
): Promise<{ row: RecordRow; position: Position }[]> {
  const values = columns.map(
    (column, i) => sql`${toJson(column, sql`${column.pgColumn}`)} as ${sql.identifier(`v${i}`)}`,
  );
  const labels = labelColumns(actor, columns);
  try {
    const rows = await db.execute<Record<string, unknown> & { id: string; version: string; position: Position }>(sql`
      select ${table.key.text} as id, ${versionOf(table)} as version, ${position} as position,
        ${sql.join([...values, ...labels.map(({ value }, i) => sql`${value} as ${sql.identifier(`l${i}`)}`)], sql`, `)}
      from ${table.pgTable} ${rest}`);
    return rows.map((row) => ({
      position: row.position,
      row: {
        id: row.id,
        version: row.version,
        values: Object.fromEntries(columns.map((column, i) => [column.id, row[`v${i}`] ?? null])),
        labels: Object.fromEntries(labels.map(({ id }, i) => [id, (row[`l${i}`] as string | null) ?? null])),
      },
    }));
  } catch (error) {
    if (postgresError(error)?.code === "42P01") {
      throw new AppError("UNKNOWN_TABLE", `The table “${table.name}” is not in this database.`, { cause: error });
    }
    throw error;
  }
}

/** Foreign keys show the label of the record they refer to, where the actor may see it. */
function labelColumns(actor: Actor, columns: ColumnDef[]): { id: string; value: SQL }[] {
  return columns.flatMap((column) => {
    const value = labelOfReference(actor, column, sql`${column.pgColumn}`);
    return value ? [{ id: column.id, value }] : [];
  });
}
