"use client";

import { ArrowDownUp } from "lucide-react";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { Popover } from "@/components/ui/overlays/popover";
import { ToolButton } from "@/components/ui/tool-button";
import type { SortPanelProps } from "./sort-panel";

const SortPanel = lazyPanel(async () => (await import("./sort-panel")).SortPanel, "h-24 w-100 max-w-full");

/** How the records are sorted, behind a button. */
export function SortMenu(props: SortPanelProps) {
  const { length } = props.sort;
  return (
    <Popover
      title="Sort"
      align="end"
      trigger={
        <ToolButton
          icon={<ArrowDownUp className="size-4" aria-hidden />}
          label="Sort"
          name={length > 0 ? `Sort, by ${length}` : "Sort"}
        >
          {length > 0 && <span className="tabular text-sm text-accent">{length}</span>}
        </ToolButton>
      }
    >
      <SortPanel {...props} />
    </Popover>
  );
}
