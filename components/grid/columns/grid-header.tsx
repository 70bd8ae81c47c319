"use client";

import { Checkbox } from "@/components/ui/forms/checkbox";
import { HeaderCell } from "./header-cell";
import type { ColumnTools } from "./use-column-tools";
import { CHECKBOX_WIDTH, type GridTable } from "./use-grid-columns";

export interface GridHeaderProps {
  grid: GridTable;
  tools: ColumnTools;
  /** None, some or all of the loaded records are selected. */
  selected: "none" | "some" | "all";
  selectable: boolean;
  onSelectPage: () => void;
}

/** The row of column names, each with what can be done with its column. */
export function GridHeader({ grid, tools, selected, selectable, onSelectPage }: GridHeaderProps) {
  const headers = grid.getHeaderGroups()[0]?.headers ?? [];
  const { sort } = tools.query;
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-20 flex w-max border-b border-hairline bg-surface">
      <div
        role="columnheader"
        aria-colindex={1}
        style={{ width: CHECKBOX_WIDTH }}
        className="sticky left-0 z-10 flex h-[32px] shrink-0 items-center justify-center bg-surface pointer-coarse:h-[40px]"
      >
        {selectable && (
          <Checkbox
            aria-label="Select page"
            checked={selected === "all"}
            indeterminate={selected === "some"}
            onCheckedChange={onSelectPage}
          />
        )}
      </div>
      {headers.map((header, i) => {
        const rank = sort.findIndex(({ column }) => column === header.column.id);
        return (
          <HeaderCell
            key={header.id}
            header={header}
            colIndex={i + 2}
            sortRank={sort.length > 1 && rank >= 0 ? rank + 1 : null}
            tools={tools}
          />
        );
      })}
    </div>
  );
}
