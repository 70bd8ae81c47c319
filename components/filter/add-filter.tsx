"use client";

import { ListFilter } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { Filter } from "@/lib/tables/model/filter";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { withRule } from "./with-rule";
import { RulePopover } from "./rule-popover";

export interface AddFilterProps {
  table: TableInfo;
  onAdd: (filter: Filter | null) => void;
  className?: string;
}

/** The way to a first rule, where there is no room for the bar of the filter. */
export function AddFilter({ table, onAdd, className }: AddFilterProps) {
  return (
    <RulePopover
      table={table}
      rule={null}
      onDone={(rule) => onAdd(withRule(null, 0, rule))}
      trigger={
        <Button variant="ghost" aria-label="Filter" className={cx("min-w-10 px-0!", className)}>
          <ListFilter className="size-5" aria-hidden />
        </Button>
      }
    />
  );
}
