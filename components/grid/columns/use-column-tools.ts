"use client";

import { useMemo } from "react";
import type { PageColumns } from "@/components/views/page-state";
import type { Filter, Sort } from "@/lib/tables/model/filter";
import type { TableInfo } from "@/lib/tables/model/table-info";
import type { ValueFormat } from "@/lib/tables/model/formats";
import type { RecordQuery } from "@/components/grid/records/grid-params";
import { placed } from "./place-column";

export interface ColumnToolsInput {
  table: TableInfo;
  query: RecordQuery;
  columns: PageColumns;
  setQuery: (change: Partial<RecordQuery>) => void;
  setColumns: (change: Partial<PageColumns>) => void;
  announce: (sentence: string) => void;
}

/** What the menu of a column, its header's keys and dragging do to the page. */
export function useColumnTools({ table, query, columns, setQuery, setColumns, announce }: ColumnToolsInput) {
  return useMemo(() => {
    const { order, hidden, pinned, widths, formats } = columns;
    const labelOf = (id: string) => table.columns.find((column) => column.id === id)?.label ?? id;
    const isPinned = (id: string) => pinned.includes(id);
    // As they stand on the page: pinned columns come first.
    const visible = order.filter((id) => !hidden.includes(id));
    const shown = [...visible.filter(isPinned), ...visible.filter((id) => !isPinned(id))];

    function place(id: string, target: string, side: "before" | "after"): void {
      setColumns({
        order: placed(order, id, target, side),
        // Dropped among pinned columns it is one of them, and the other way round.
        pinned: isPinned(target) ? [...new Set([...pinned, id])] : pinned.filter((each) => each !== id),
      });
      announce(`${labelOf(id)} now stands ${side} ${labelOf(target)}.`);
    }

    return {
      table,
      query,
      formats,
      isPinned,
      place,
      /** One place to the left or right; at the edge of the pinned ones it changes sides. */
      move(id: string, step: number): void {
        const target = shown[shown.indexOf(id) + step];
        if (target) place(id, target, step < 0 ? "before" : "after");
      },
      canMove: (id: string, step: number) => shown[shown.indexOf(id) + step] !== undefined,
      resize: (id: string, width: number) => setColumns({ widths: { ...widths, [id]: Math.round(width) } }),
      pin: (id: string, on: boolean) =>
        setColumns({ pinned: on ? [...pinned, id] : pinned.filter((each) => each !== id) }),
      hide(id: string): void {
        setColumns({ hidden: [...hidden, id] });
        announce(`${labelOf(id)} is hidden.`);
      },
      format(id: string, format: ValueFormat | null): void {
        const { [id]: _before, ...rest } = formats;
        setColumns({ formats: format ? { ...rest, [id]: format } : rest });
      },
      setSort: (sort: Sort) => setQuery({ sort }),
      setFilter: (filter: Filter | null) => setQuery({ filter }),
    };
  }, [table, query, columns, setQuery, setColumns, announce]);
}

export type ColumnTools = ReturnType<typeof useColumnTools>;
