"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(pointer: coarse)";
const HEIGHT = 32;
/** A finger needs more room than a pointer. The header and the skeleton do the same in CSS. */
const TOUCH_HEIGHT = 40;

/** Height of a row and of the header, px. */
export function useRowHeight(): number {
  return useSyncExternalStore(
    subscribe,
    () => (window.matchMedia(QUERY).matches ? TOUCH_HEIGHT : HEIGHT),
    () => HEIGHT,
  );
}

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}
