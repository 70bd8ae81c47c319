"use client";

import { type ReactElement, useState } from "react";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { Popover } from "@/components/ui/overlays/popover";
import type { FilterRule } from "@/lib/tables/model/filter";
import type { TableInfo } from "@/lib/tables/model/table-info";

const RuleEditor = lazyPanel(async () => (await import("./rule-editor")).RuleEditor, "h-60 w-72 max-w-full");

export interface RulePopoverProps {
  table: TableInfo;
  /** Null: a new one. */
  rule: FilterRule | null;
  trigger: ReactElement;
  onDone: (rule: FilterRule) => void;
}

/** One rule of the filter, edited below the button that stands for it. */
export function RulePopover({ table, rule, trigger, onDone }: RulePopoverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover trigger={trigger} title={rule ? "Change the filter" : "Add a filter"} open={open} onOpenChange={setOpen}>
      <RuleEditor
        table={table}
        rule={rule}
        onDone={(done) => {
          setOpen(false);
          onDone(done);
        }}
      />
    </Popover>
  );
}
