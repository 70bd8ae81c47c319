"use client";

import { useEffect, useEffectEvent } from "react";
import { isTerminal } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useSeenTasks } from "./use-seen-tasks";

/** Whoever is on a task's page when it has ended need not be told again. */
export function useMarkSeen(task: TaskSnapshot): void {
  const { unseen, mark } = useSeenTasks();
  const due = isTerminal(task.state) && unseen.some(({ id }) => id === task.id);
  const markDue = useEffectEvent(() => mark(task.id));
  useEffect(() => {
    if (due) markDue();
  }, [due]);
}
