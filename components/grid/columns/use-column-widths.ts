"use client";

import { useEffect, useRef, useState } from "react";

type Widths = Record<string, number>;

const PAUSE_MS = 300;

/** Widths follow the pointer here, and go to the address when it rests: browsers limit how often that may change. */
export function useColumnWidths(stored: Widths, onStore: (widths: Widths) => void) {
  const key = JSON.stringify(stored);
  const [live, setLive] = useState({ key, widths: stored });
  if (live.key !== key) setLive({ key, widths: stored });
  const store = useRef(onStore);
  useEffect(() => {
    store.current = onStore;
  });

  const { widths } = live;
  useEffect(() => {
    const rounded = Object.fromEntries(Object.entries(widths).map(([id, width]) => [id, Math.round(width)]));
    if (JSON.stringify(rounded) === key) return;
    const timer = setTimeout(() => store.current(rounded), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [widths, key]);

  const setWidths = (updater: Widths | ((old: Widths) => Widths)) =>
    setLive((old) => ({ ...old, widths: typeof updater === "function" ? updater(old.widths) : updater }));
  return [live.key === key ? widths : stored, setWidths] as const;
}
