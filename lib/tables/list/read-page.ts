import { and, type SQL, sql } from "drizzle-orm";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { orderBy, type OrderKey, type Position, positionOf, segmentsAfter } from "./keyset";
import { type Reader, readRows } from "./read-rows";
import type { RecordRow } from "@/lib/tables/model/table-info";

export interface ReadPageInput {
  table: TableDef;
  columns?: ColumnDef[];
  where: SQL | undefined;
  /** The direction of reading. */
  order: OrderKey[];
  /** The record before the first one; null at the beginning. */
  after: Position | null;
  limit: number;
}

/**
 * The next records of a list in an order: at any depth one or two ranges of an index, where there is one. Without one
 * the whole table is sorted, so the sort sees only the columns that decide: the page's records become JSON afterwards,
 * not all of those that match.
 */
export async function readPage(
  reader: Reader,
  input: ReadPageInput,
): Promise<{ row: RecordRow; position: Position }[]> {
  const { table, columns, where, order, after, limit } = input;
  const { columns: own, on } = table.key;
  const key = sql.join(
    own.map(({ pgColumn }, i) => sql`${pgColumn} as ${sql.raw(`k${i}`)}`),
    sql`, `,
  );
  // Undefined: from the beginning, without a condition.
  const segments: (SQL | undefined)[] = after ? segmentsAfter(order, after) : [undefined];
  const found: { row: RecordRow; position: Position }[] = [];
  for (const segment of segments) {
    if (found.length >= limit) break;
    const condition = and(where, segment);
    const rest = sql`
      join (select ${key} from ${table.pgTable} ${condition ? sql`where ${condition}` : sql``}
        order by ${orderBy(order)} limit ${limit - found.length}::int) as page on ${on("page")}
      order by ${orderBy(order)}`;
    found.push(...(await readRows(reader, table, rest, positionOf(order), columns)));
  }
  return found;
}
