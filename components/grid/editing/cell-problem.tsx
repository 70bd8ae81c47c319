"use client";

import { useLayoutEffect, useRef } from "react";
import { keepInSight } from "./keep-in-sight";

/** Why a value was not taken, right below its cell. Lets clicks through to what it lies over. */
export function CellProblem({ children }: { children: string }) {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (box.current) keepInSight(box.current);
  });
  return (
    <span
      ref={box}
      role="alert"
      className="pointer-events-none absolute top-full left-0 z-30 mt-0.5 w-max max-w-72 rounded-md border border-danger/40 bg-surface px-2 py-1 text-left text-sm whitespace-normal text-danger shadow-float"
    >
      {children}
    </span>
  );
}
