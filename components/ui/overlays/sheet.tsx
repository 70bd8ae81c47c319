"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Stays at the bottom while the content scrolls. */
  footer?: ReactNode;
  /** `false`: the page beside it stays visible and usable, and a click there doesn't close the sheet. */
  modal?: boolean;
  side?: "right" | "left";
}

const SIDES = {
  right: "right-0 border-l sm:w-[480px] data-starting-style:translate-x-full data-ending-style:translate-x-full",
  left: "left-0 border-r sm:w-72 data-starting-style:-translate-x-full data-ending-style:-translate-x-full",
};

/** A side panel; on a phone it fills the screen. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  modal = true,
  side = "right",
}: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} modal={modal} disablePointerDismissal={!modal}>
      <Base.Portal>
        {modal && (
          <Base.Backdrop className="fixed inset-0 z-40 bg-black/25 transition-opacity data-starting-style:opacity-0 data-ending-style:opacity-0 dark:bg-black/50" />
        )}
        <Base.Popup
          className={cx(
            "fixed bottom-0 z-40 flex w-full flex-col border-hairline bg-surface shadow-float outline-none",
            "transition-transform duration-180 ease-out",
            // Not modal: the header with its running tasks stays in reach.
            modal ? "top-0" : "top-0 sm:top-[44px]",
            SIDES[side],
          )}
        >
          <header className="flex items-start gap-2 border-b border-hairline px-4 py-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold text-balance">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-0.5 text-sm text-muted" render={<div />}>
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              render={<IconButton label="Close" icon={<X className="size-4" />} tooltip={false} className="-mr-1" />}
            />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4">
            <Panel what="This sheet" className="">
              {children}
            </Panel>
          </div>
          {footer && (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-hairline px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-sm:[&>button]:grow">
              <Panel what="What can be done here">{footer}</Panel>
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
