"use client";

import { boundsOf, type RangeBounds } from "@/components/grid/range/cell-range";
import { countText } from "@/components/grid/records/count-text";
import type { CellRange } from "@/components/grid/range/use-cell-range";
import type { Records } from "@/components/grid/records/use-records";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { number } from "@/lib/model/locale";

/** Records that one copy, paste, fill or clear may cover; the server's plan has the same limit. */
export const MOST_ROWS = 10_000;

export interface Reach {
  rows: RecordRow[];
  bounds: RangeBounds;
}

/** What the range covers, also where it goes on over records that are not loaded. */
export function useReach(source: Records, { state, bounds }: CellRange, columns: number) {
  const toasts = useToasts();
  const { rows, records, count } = source;
  const [up, down] = [state.anchor, state.end].reduce(
    ([u, d], { row }) => [u || row === Number.NEGATIVE_INFINITY, d || row === Number.POSITIVE_INFINITY],
    [false, false],
  );
  const further = { up: up && records.hasPreviousPage, down: down && records.hasNextPage };
  const isWhole = further.up || further.down;

  function refuse(done: string): null {
    const all = isWhole && count.data ? countText(count.data) : number(bounds.bottom - bounds.top + 1);
    const rest = done === "copied" ? "Export takes them all." : "Select all matching, and use Edit… for more.";
    toasts.show({
      tone: "warning",
      title: `Nothing was ${done}.`,
      description: `At most ${number(MOST_ROWS)} records can be ${done} at once; these are ${all}. ${rest}`,
    });
    return null;
  }

  /** The range with all of its records; null where they are too many, which is then said. `done` as in "is copied". */
  async function reach(done: string): Promise<Reach | null> {
    const known = isWhole ? (count.data?.count ?? 0) : bounds.bottom - bounds.top + 1;
    if (known > MOST_ROWS) return refuse(done);
    if (!isWhole) return { rows, bounds };
    const all = await source.ensureFurther(further, MOST_ROWS + 1);
    const reached = boundsOf(state, all.length, columns);
    return reached.bottom - reached.top + 1 > MOST_ROWS ? refuse(done) : { rows: all, bounds: reached };
  }

  return { isWhole, reach, refuse };
}
