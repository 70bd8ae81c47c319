"use client";

import { ListFilter } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/overlays/popover";

export interface FoldedFiltersProps {
  /** How many of them are set. */
  count: number;
  onClear: () => void;
  /** The controls, each with a name of its own. */
  children: ReactNode;
}

/** The filters of a list: in a row where there is room, on a phone behind one button that says how many are set. */
export function FoldedFilters({ count, onClear, children }: FoldedFiltersProps) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 max-md:hidden">{children}</div>
      <Popover
        title="Filters"
        trigger={
          <Button className="md:hidden">
            <ListFilter className="size-4" aria-hidden />
            {count === 0 ? "Filters" : `Filters (${count})`}
          </Button>
        }
      >
        <div className="flex w-64 max-w-full flex-col items-stretch gap-2 [&>button]:justify-between">
          {children}
          {count > 0 && (
            <Button variant="ghost" onClick={onClear}>
              Clear
            </Button>
          )}
        </div>
      </Popover>
    </>
  );
}
