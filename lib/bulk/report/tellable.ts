import type { TableDef } from "@/lib/tables/table-def";

interface Reason {
  /** The id of the column to blame. */
  column: string | null;
  message: string;
}

/**
 * Why a record was refused, as its reader may be told by now: a sentence about a column that is not theirs names it, and what
 * it was to hold. With the column's label in place of its id.
 */
export function tellable(table: TableDef | undefined, { column, message }: Reason): Reason {
  const own = table?.columns.find(({ id }) => id === column);
  if (own) return { column: own.label, message };
  const isThere = table?.whole?.columns.some(({ id }) => id === column) ?? false;
  return isThere ? { column: null, message: "The record was refused." } : { column, message };
}
