import { and, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { withinTime } from "@/lib/db/within-time";
import { AppError } from "@/lib/model/errors";
import type { TableDef } from "@/lib/tables/table-def";
import { Filter, Sort } from "@/lib/tables/model/filter";
import { decodeCursor, encodeCursor, orderOf, reversed } from "./keyset";
import { LAST_PAGE } from "@/lib/tables/model/last-page";
import { readPage } from "./read-page";
import { type Reader, readRows } from "./read-rows";
import { scopedWhere } from "./scoped-query";
import { type SlowSort, slowSort } from "./slow-sort";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const ListRecordsInput = z.object({
  table: TableName,
  filter: Filter.nullable().default(null),
  search: z.string().max(200).default(""),
  sort: Sort.default([]),
  after: z.string().max(20_000).nullable().default(null),
  /** `LAST_PAGE` asks for the end of the list. */
  before: z.string().max(20_000).nullable().default(null),
  limit: z.number().int().min(1).max(500).default(200),
});
export type ListRecordsInput = z.output<typeof ListRecordsInput>;

/** Nobody waits for longer. */
const LONGEST_MS = 30_000;

export interface RecordPage {
  rows: RecordRow[];
  /** Asks for the page after (`after`) or before (`before`) this one; null at the ends. */
  nextCursor: string | null;
  previousCursor: string | null;
  /** For admins: what makes this order slow. */
  slowSort: SlowSort | null;
}

/**
 * A page of the table, by keyset, so that any depth costs the same. Shares its condition with the freeze of bulk tasks.
 * @throws AppError UNKNOWN_TABLE, FORBIDDEN, UNKNOWN_COLUMN, INVALID, TOO_MANY (too slow); a failed read throws, it is never an empty page
 */
export async function listRecords(ctx: Ctx, input: ListRecordsInput): Promise<RecordPage> {
  const table = viewableTable(ctx.actor, input.table);
  const backwards = input.before !== null;
  const order = orderOf(table, input.sort);
  const walk = backwards ? reversed(order) : order;
  const cursor = input.before ?? input.after;
  const position = cursor === null || cursor === LAST_PAGE ? null : decodeCursor(cursor);
  const where = scopedWhere(ctx.actor, table, input);
  const begun = performance.now();
  const list = { table, where, order: walk, after: position, limit: input.limit + 1 };
  const found = await withinTime(ctx.db, LONGEST_MS, (tx) => readPage({ ...ctx, db: tx }, list), ctx.signal);
  if (!found)
    throw new AppError("TOO_MANY", "Finding these records took too long. Narrow the filter, or sort otherwise.");
  const slow = await slowSort(ctx, table, order, performance.now() - begun);

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
    slowSort: slow,
  };
}

/** One record by its id, as the grid shows it; undefined when it is not there or out of the actor's reach. */
export async function readRecord(ctx: Reader, table: TableDef, id: string): Promise<RecordRow | undefined> {
  const [found] = await readRecordsById(ctx, table, [id]);
  return found;
}

/** Those of the ids that are there and within the actor's reach, in no order. @throws AppError INVALID */
export async function readRecordsById(reader: Reader, table: TableDef, ids: string[]): Promise<RecordRow[]> {
  const where = and(table.scope(reader.actor), table.key.in(ids));
  const found = await readRows(reader, table, sql`where ${where}`, sql`'[]'::jsonb`);
  return found.map(({ row }) => row);
}
