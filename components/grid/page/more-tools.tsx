"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/overlays/popover";

export interface MoreToolsProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Tool buttons, each a line of its own here. */
  children: ReactNode;
}

/** Where the window is narrow: the tools behind one button, with their words. */
export function MoreTools({ open, onOpenChange, children }: MoreToolsProps) {
  return (
    <Popover
      title="More"
      align="end"
      className="p-1.5!"
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <Button variant="ghost" aria-label="More" className="min-w-10 px-0! lg:hidden">
          <Ellipsis className="size-5" aria-hidden />
        </Button>
      }
    >
      <div data-stacked="" className="flex w-56 max-w-full flex-col">
        {children}
      </div>
    </Popover>
  );
}
