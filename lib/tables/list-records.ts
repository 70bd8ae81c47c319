import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/actor";
import type { Ctx } from "@/lib/ctx";
import type { Db, Tx } from "@/lib/db/client";
import { postgresError } from "@/lib/db/postgres-error";
import { AppError } from "@/lib/errors";
import { toJson } from "./column-sql";
import type { TableDef } from "./define-table";
import { Filter, Sort } from "./filter";
import { afterPosition, decodeCursor, encodeCursor, orderBy, orderOf, type Position, reversed } from "./keyset";
import { getTable, findTable } from "./registry";
import { scopedWhere } from "./scoped-query";
import type { RecordRow } from "./table-info";

/** `before: LAST_PAGE` asks for the end of the list. */
export const LAST_PAGE = "end";

export const ListRecordsInput = z.object({
  table: z.string().max(100),
  filter: Filter.nullable().default(null),
  search: z.string().max(200).default(""),
  sort: Sort.default([]),
  after: z.string().max(20_000).nullable().default(null),
  before: z.string().max(20_000).nullable().default(null),
  limit: z.number().int().min(1).max(500).default(200),
});
export type ListRecordsInput = z.input<typeof ListRecordsInput>;

export interface RecordPage {
  rows: RecordRow[];
  /** Asks for the page after (`after`) or before (`before`) this one; null at the ends. */
  nextCursor: string | null;
  previousCursor: string | null;
}

/**
 * A page of the table, by keyset, so that any depth costs the same. Shares its condition with the freeze of bulk tasks.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, UNKNOWN_COLUMN, INVALID; a failed read throws, it is never an empty page
 */
export async function listRecords(ctx: Ctx, given: ListRecordsInput): Promise<RecordPage> {
  const input = ListRecordsInput.parse(given);
  const table = getTable(input.table);
  assertRole(ctx.actor, table.access.view, `see ${table.label}`);
  const backwards = input.before !== null;
  const order = orderOf(table, input.sort);
  const walk = backwards ? reversed(order) : order;
  const cursor = input.before ?? input.after;
  const position = cursor === null || cursor === LAST_PAGE ? null : decodeCursor(cursor);
  const where = and(scopedWhere(ctx.actor, table, input), position ? afterPosition(walk, position) : undefined);

  const keys = order.map(({ column }) => sql`${column.pgColumn}::text`);
  const found = await readRows(
    ctx.db,
    table,
    sql`
    ${where ? sql`where ${where}` : sql``} order by ${orderBy(walk)} limit ${input.limit + 1}::int`,
    sql`jsonb_build_array(${sql.join(keys, sql`, `)})`,
  );

  const more = found.length > input.limit;
  const page = found.slice(0, input.limit);
  if (backwards) page.reverse();
  const [first, last] = [page[0], page.at(-1)];
  const before = first && (backwards ? more : position !== null);
  const after = last && (backwards ? cursor !== LAST_PAGE : more);
  return {
    rows: page.map(({ row }) => row),
    nextCursor: after ? encodeCursor(last.position) : null,
    previousCursor: before ? encodeCursor(first.position) : null,
  };
}

/** One record by its key, as the grid shows it; undefined when it is not there or out of the actor's reach. */
export async function readRecord(
  { db, actor }: { db: Db | Tx; actor: Ctx["actor"] },
  table: TableDef,
  key: SQL,
): Promise<RecordRow | undefined> {
  const where = and(table.scope(actor), sql`${table.primaryKey.pgColumn} in ${key}`);
  const [found] = await readRows(db, table, sql`where ${where}`, sql`'[]'::jsonb`);
  return found?.row;
}

async function readRows(
  db: Db | Tx,
  table: TableDef,
  rest: SQL,
  position: SQL,
): Promise<{ row: RecordRow; position: Position }[]> {
  const values = table.columns.map(
    (column, i) => sql`${toJson(column, sql`${column.pgColumn}`)} as ${sql.identifier(`v${i}`)}`,
  );
  const labels = labelColumns(table);
  try {
    const rows = await db.execute<Record<string, unknown> & { id: string; version: string; position: Position }>(sql`
      select ${table.primaryKey.pgColumn}::text as id, ${table.pgTable}.xmin::text as version, ${position} as position,
        ${sql.join([...values, ...labels.map(({ value }, i) => sql`${value} as ${sql.identifier(`l${i}`)}`)], sql`, `)}
      from ${table.pgTable} ${rest}`);
    return rows.map((row) => ({
      position: row.position,
      row: {
        id: row.id,
        version: row.version,
        values: Object.fromEntries(table.columns.map((column, i) => [column.id, row[`v${i}`] ?? null])),
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

/** Foreign keys show the label of the record they refer to, where its table is declared. */
function labelColumns(table: TableDef): { id: string; value: SQL }[] {
  return table.columns.flatMap((column) => {
    const target = column.references && findTable(column.references.table);
    const key = target?.columns.find((c) => c.id === column.references?.column);
    if (!target || !key) return [];
    const [label, name] = [sql.identifier(target.recordLabel.dbName), sql.identifier(key.dbName)];
    return [
      {
        id: column.id,
        value: sql`(select target.${label}::text from ${target.pgTable} target where target.${name} = ${column.pgColumn})`,
      },
    ];
  });
}
