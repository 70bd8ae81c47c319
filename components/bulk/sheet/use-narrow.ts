"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 639px)";

/** Whether the sheet fills the screen, so that nothing behind it can be reached. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}

function subscribe(changed: () => void): () => void {
  const media = window.matchMedia(QUERY);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}
