import { fetchCurrent } from "@/components/grid/records/fetch-records";
import { sameValue } from "@/lib/tables/kinds/codecs/codec-of";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { OwnWrite, SeenCell } from "./own-write";

/** As many as one request may ask for. */
const MOST = 300;

/**
 * Cells that were seen before this page's own last write, with the version that their record has since. Where a cell holds
 * neither what was seen nor what this page wrote, somebody else was there: it keeps its version, and is told as a conflict.
 */
export async function renewVersions<Cell extends SeenCell>(
  table: string,
  cells: Cell[],
  written: ReadonlyMap<string, readonly OwnWrite[]>,
  rowNow: (id: string) => RecordRow | undefined,
): Promise<Cell[]> {
  const own = (row: RecordRow) => (written.get(row.id) ?? []).filter(({ version }) => version === row.version);
  const records = new Map(cells.flatMap(({ row }) => (own(row).length > 0 ? [[row.id, row] as const] : [])));
  const now = await rowsNow(table, [...records.values()], rowNow);
  const mine = ({ row, column }: SeenCell, value: unknown) =>
    sameValue(column, value, row.values[column.id]) ||
    (written.get(row.id) ?? []).some((each) => each.column.id === column.id && sameValue(column, value, each.value));
  const foreign = new Set(
    cells.filter((cell) => !mine(cell, now.get(cell.row.id)?.values[cell.column.id])).map(({ row }) => row.id),
  );
  return cells.map((cell) => {
    const current = foreign.has(cell.row.id) ? undefined : now.get(cell.row.id);
    return current ? { ...cell, row: { ...cell.row, version: current.version } } : cell;
  });
}

async function rowsNow(
  table: string,
  seen: RecordRow[],
  rowNow: (id: string) => RecordRow | undefined,
): Promise<Map<string, RecordRow>> {
  const now = new Map<string, RecordRow>();
  const unread: string[] = [];
  for (const { id, version } of seen) {
    const row = rowNow(id);
    if (row && row.version !== version) now.set(id, row);
    else unread.push(id);
  }
  for (let from = 0; from < unread.length; from += MOST) {
    for (const row of await fetchCurrent(table, unread.slice(from, from + MOST))) now.set(row.id, row);
  }
  return now;
}
