"use client";

import { useEffect, useEffectEvent } from "react";
import { isTerminal } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useLiveStore } from "@/components/tasks/live/live-tasks-provider";

/**
 * Calls back once for each background task that ends from now on. What had ended before the first news came is the
 * past; what ended while the connection was lost is told when it is back.
 */
export function useEndedTasks(onEnd: (task: TaskSnapshot) => void): void {
  const store = useLiveStore();
  const tell = useEffectEvent(onEnd);
  useEffect(() => {
    let known: Set<string> | undefined;
    const look = () => {
      const { tasks, status } = store.get();
      const ended = tasks.filter((task) => isTerminal(task.state));
      if (!known) {
        if (status === "live") known = new Set(ended.map((task) => task.id));
        return;
      }
      for (const task of ended) {
        if (known.has(task.id)) continue;
        known.add(task.id);
        if (task.backend !== "direct") tell(task);
      }
    };
    look();
    return store.subscribe(look);
  }, [store]);
}
