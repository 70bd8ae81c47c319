import type { CellWrite } from "@/components/grid/editing/use-cell-writes";
import { boundsOf, type RangeBounds } from "@/components/grid/range/cell-range";
import type { CellRange } from "@/components/grid/range/use-cell-range";
import type { GridColumn } from "@/components/grid/columns/use-grid-columns";
import type { Records } from "@/components/grid/records/use-records";
import { number } from "@/lib/model/locale";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { Given } from "./copied-range";
import { pastedBlock } from "./pasted-block";
import type { RangeWrites } from "./use-range-writes";
import { MOST_ROWS, type Reach } from "./use-reach";

export interface PastePlace {
  reach: (done: string) => Promise<Reach | null>;
  ensureRows: Records["ensureRows"];
  cellsOf: (
    all: RecordRow[],
    within: RangeBounds,
    valueAt: (r: number, c: number) => Given | undefined,
  ) => { cells: CellWrite[]; notice: string | null };
  columns: GridColumn[];
  range: CellRange;
  write: RangeWrites["write"];
}

/** Writes what lies on the clipboard into the range, and selects what it covers. Loaded by those who paste. */
export async function pasteRange(plain: string, html: string, place: PastePlace): Promise<void> {
  const { columns, range, write } = place;
  const block = pastedBlock(plain, html);
  const reached = block && (await place.reach("pasted into"));
  if (!reached) return;
  const covered = block.covered(reached.bounds);
  const wanted = covered.bottom - covered.top + 1;
  if (wanted > MOST_ROWS) {
    const most = number(MOST_ROWS);
    return write("paste", [], `At most ${most} rows can be pasted at once; these are ${number(wanted)}.`);
  }
  const all = await place.ensureRows(covered.bottom + 1);
  const { cells, notice } = place.cellsOf(all, covered, (r, c) => {
    const info = columns[c]?.info;
    return info && block.at(info, r - covered.top, c - covered.left);
  });
  const drawn = boundsOf({ anchor: first(covered), end: last(covered) }, all.length, columns.length);
  range.dispatch({ type: "span", from: first(drawn), to: last(drawn) });
  const notices = [notice, ...block.beyond(covered, all.length, columns.length)];
  await write("paste", cells, notices.filter(Boolean).join(" ") || null);
}

const first = ({ top, left }: RangeBounds) => ({ row: top, column: left });
const last = ({ bottom, right }: RangeBounds) => ({ row: bottom, column: right });
