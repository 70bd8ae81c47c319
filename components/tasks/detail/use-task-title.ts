"use client";

import { useEffect } from "react";
import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { outcomeText, taskTitle } from "@/lib/bulk/model/task-text";
import { percent } from "@/lib/model/locale";

/** The tab says how far the task is, so that it can be watched from another one. */
export function useTaskTitle(task: TaskSnapshot): void {
  const title = `${isActive(task.state) ? percent(task.progressPercent / 100) : outcomeText(task)} · ${taskTitle(task)} · Swath`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
