"use client";

import { useCallback } from "react";
import type { MatchCount } from "@/components/grid/records/count-text";
import type { GridTable } from "@/components/grid/columns/use-grid-columns";
import type { ChosenSelection } from "@/lib/tables/model/selection";
import type { Sort } from "@/lib/tables/model/filter";
import type { ExportFile } from "./export-file";
import { useExport } from "./use-export";

/** Exports records of the table page: its columns as they are shown, its sort, any selection. */
export function useTableExport(table: string, grid: GridTable, sort: Sort) {
  const { running, begin: run, cancel } = useExport();
  const begin = useCallback(
    (selection: ChosenSelection, total: MatchCount | null, file: ExportFile, allColumns: boolean): void => {
      const shown = grid.getVisibleLeafColumns().map(({ id }) => id);
      const rest = allColumns ? grid.getAllLeafColumns().flatMap(({ id }) => (shown.includes(id) ? [] : [id])) : [];
      void run({ table, ...file, selection, sort, columns: [...shown, ...rest] }, total?.exact ? total.count : null);
    },
    [run, grid, sort, table],
  );
  const hidden = grid.getAllLeafColumns().length - grid.getVisibleLeafColumns().length;
  return { running, begin, cancel, hidden };
}
