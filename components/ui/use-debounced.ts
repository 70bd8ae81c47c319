"use client";

import { useEffect, useState } from "react";

/** The value as it was when it last stood still; the first one counts at once. */
export function useDebounced<T>(value: T, pauseMs = 250): T {
  const [debounced, setDebounced] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return debounced;
}
