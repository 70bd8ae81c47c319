"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that acts last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
}

const WIDTHS = { sm: "max-w-sm", md: "max-w-md", lg: "max-w-2xl", xl: "max-w-3xl" };

/**
 * A question that must be answered before anything else goes on. In one layer with what floats (`FLOATING_LAYER`): what
 * opened last lies on top, the list of a select in a dialog as well as a dialog that a menu opened.
 */
export function Dialog({ open, onOpenChange, title, description, children, footer, size = "md" }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-60 bg-black/30 transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0 dark:bg-black/60" />
        <Base.Popup
          className={cx(
            "fixed top-1/2 left-1/2 z-60 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col",
            "rounded-md border border-hairline bg-surface shadow-float outline-none",
            "transition-[opacity,scale] data-starting-style:scale-98 data-starting-style:opacity-0 data-ending-style:scale-98 data-ending-style:opacity-0",
            WIDTHS[size],
          )}
        >
          <header className="flex items-start gap-2 px-4 pt-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold text-balance">{title}</Base.Title>
              {description && <Base.Description className="mt-1 text-base text-muted">{description}</Base.Description>}
            </div>
            <Base.Close
              render={
                <IconButton label="Close" icon={<X className="size-4" />} tooltip={false} className="-mt-1 -mr-1" />
              }
            />
          </header>
          <div className="min-h-0 overflow-y-auto px-4 py-4 empty:p-0">
            <Panel what="This question" className="">
              {children}
            </Panel>
          </div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-hairline px-4 py-3">
              <Panel what="What can be done here">{footer}</Panel>
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
