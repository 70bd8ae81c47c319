"use client";

import { useCallback, useEffect, useRef, useState } from "react";

/** As long as the animation lasts, and a little more. */
const FLASH_MS = 240;
const NONE: ReadonlySet<string> = new Set();

/** Cells that somebody else changed just now, by `cellKey`: they flash once. */
export function useFlash() {
  const [cells, setCells] = useState(NONE);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const flash = useCallback((changed: string[]) => {
    if (changed.length === 0) return;
    clearTimeout(timer.current);
    setCells(new Set(changed));
    timer.current = setTimeout(() => setCells(NONE), FLASH_MS);
  }, []);
  return { cells, flash };
}
