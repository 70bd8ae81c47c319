"use client";

import { useEffect } from "react";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { counted, percent } from "@/lib/model/locale";

const PREFIX = /^\(\d+%(, [\d,]+ tasks)?\) /;

/** The tab of every page says how far the tasks are, so that they can be watched from another one. */
export function useProgressTitle(tasks: TaskSnapshot[]): void {
  const prefix = progressPrefix(tasks);
  useEffect(() => {
    const apply = () => {
      const wanted = `${prefix}${document.title.replace(PREFIX, "")}`;
      if (document.title !== wanted) document.title = wanted;
    };
    apply();
    // Each page sets its own title, whenever it is ready.
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [prefix]);
}

/** "(61%) ", "(40%, 3 tasks) "; nothing where nothing runs. */
export function progressPrefix(tasks: Pick<TaskSnapshot, "processed" | "total">[]): string {
  if (tasks.length === 0) return "";
  const [processed, total] = tasks.reduce(([p, t], task) => [p + task.processed, t + task.total], [0, 0]);
  // 100 only when it has ended, as everywhere.
  const share = total > 0 ? Math.min(0.99, Math.floor((100 * processed) / total) / 100) : 0;
  return `(${percent(share)}${tasks.length > 1 ? `, ${counted(tasks.length, "task")}` : ""}) `;
}
