"use client";

import { type ReactNode, Suspense } from "react";
import { Attempt } from "./attempt";
import { useFirstWanted } from "./use-first-wanted";

export interface FirstOpeningProps {
  open: boolean;
  /** What is there until the popup's code is, and again where that can't be loaded. */
  before: ReactNode;
  onFail: () => void;
  /** The popup, of `lazyComponent`. */
  children: ReactNode;
}

/** A popup from its first opening on. */
export function FirstOpening({ open, before, onFail, children }: FirstOpeningProps) {
  const wanted = useFirstWanted(open);
  return (
    <Attempt again={open} fallback={before} onFail={onFail}>
      <Suspense fallback={before}>{wanted ? children : before}</Suspense>
    </Attempt>
  );
}
