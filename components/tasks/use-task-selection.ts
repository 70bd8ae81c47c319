"use client";

import { useState } from "react";
import type { TaskSnapshot } from "@/lib/bulk/task-snapshot";

export interface TaskSelection {
  /** In the order of the list; what has left the list is no longer among them. */
  tasks: TaskSnapshot[];
  has: (id: string) => boolean;
  /** With `through`, everything between the one before and this one becomes as this one. */
  toggle: (id: string, through: boolean) => void;
  setAll: (ids: string[], selected: boolean) => void;
  clear: () => void;
}

/** Which tasks of a list are selected. @param shown all of the list, in its order */
export function useTaskSelection(shown: TaskSnapshot[]): TaskSelection {
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
    const order = shown.map((task) => task.id);
    const [from, to] = [last === null ? -1 : order.indexOf(last), order.indexOf(id)];
    const range = through && from >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    setAll(range, !ids.has(id));
    setLast(id);
  }

  return {
    tasks: shown.filter((task) => ids.has(task.id)),
    has: (id) => ids.has(id),
    toggle,
    setAll,
    clear: () => setIds(new Set()),
  };
}
