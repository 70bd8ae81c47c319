"use client";

import { type ReactNode, Suspense } from "react";
import { failureOf } from "@/components/http/request-failure";
import { Attempt } from "@/components/ui/failure/attempt";
import { useFirstWanted } from "./use-first-wanted";
import { useToasts } from "./use-toasts";

export interface FirstOpeningProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What is there until the popup's code is, and again where that can't be loaded. */
  before: ReactNode;
  /** The popup, of `lazyComponent`. */
  children: ReactNode;
}

/** A popup from its first opening on. */
export function FirstOpening({ open, onOpenChange, before, children }: FirstOpeningProps) {
  const wanted = useFirstWanted(open);
  const toasts = useToasts();

  function onFail(error: unknown): void {
    // Closed again, it loads once more: nobody waits for that.
    if (!open) return;
    onOpenChange(false);
    toasts.show({
      id: "not-opened",
      tone: "danger",
      title: failureOf(error).message,
      action: { label: "Try again", onClick: () => onOpenChange(true) },
    });
  }
  return (
    <Attempt again={open} fallback={() => before} onFail={onFail}>
      <Suspense fallback={before}>{wanted ? children : before}</Suspense>
    </Attempt>
  );
}
