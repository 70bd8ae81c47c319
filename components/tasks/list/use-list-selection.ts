"use client";

import { useState } from "react";

export interface ListSelection {
  ids: ReadonlySet<string>;
  has: (id: string) => boolean;
  /** With `through`, everything between the one before and this one becomes as this one. */
  toggle: (id: string, through: boolean) => void;
  setAll: (ids: string[], selected: boolean) => void;
  clear: () => void;
}

/** Which entries of a list are selected, also such as have left it. @param order the ids that are shown, in their order */
export function useListSelection(order: string[]): ListSelection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);

  function setAll(some: string[], selected: boolean): void {
    const next = new Set(ids);
    for (const id of some)
      if (selected) next.add(id);
      else next.delete(id);
    setIds(next);
  }

  function toggle(id: string, through: boolean): void {
    const [from, to] = [last === null ? -1 : order.indexOf(last), order.indexOf(id)];
    const range = through && from >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    setAll(range, !ids.has(id));
    setLast(id);
  }

  return { ids, has: (id) => ids.has(id), toggle, setAll, clear: () => setIds(new Set()) };
}
