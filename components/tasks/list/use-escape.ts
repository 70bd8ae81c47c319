"use client";

import { useEffect, useEffectEvent } from "react";

/** Calls back on Escape while `on`, unless something that is open takes the key for itself. */
export function useEscape(on: boolean, onEscape: () => void): void {
  const escape = useEffectEvent(onEscape);
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      const inPopup =
        event.target instanceof Element && event.target.closest("[role=dialog], [role=listbox], [role=menu]");
      const taken = event.defaultPrevented || inPopup;
      if (event.key === "Escape" && !taken) escape();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on]);
}
