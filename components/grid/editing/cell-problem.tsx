"use client";

import { useLayoutEffect, useRef } from "react";

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

const GAP_PX = 4;

/** The grid cuts off what reaches over its edges: there it moves to the left, and above its cell. */
function keepInSight(box: HTMLElement): void {
  const edge = box.closest("[role=grid]")?.getBoundingClientRect();
  const cell = box.parentElement?.getBoundingClientRect();
  if (!edge || !cell) return;
  box.style.translate = "";
  const { right, bottom, height } = box.getBoundingClientRect();
  const left = Math.max(0, right + GAP_PX - edge.right);
  const up = bottom > edge.bottom ? height + cell.height + GAP_PX : 0;
  box.style.translate = `${-left}px ${-up}px`;
}
