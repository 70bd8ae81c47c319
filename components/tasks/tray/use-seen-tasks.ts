"use client";

import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useLiveTasks } from "@/components/tasks/live/live-tasks-provider";
import { allSeen, parseSeen, type Seen, unseenOf, withSeen } from "./seen-tasks";
import { useTasksContext } from "@/components/tasks/act/tasks-context";

const CHANGED = "swath-seen-tasks";

/** Which ended tasks this person has not looked at yet, in whatever tab of this browser. */
export function useSeenTasks() {
  const { actor } = useTasksContext();
  const { tasks, status } = useLiveTasks();
  const key = `swath-seen-tasks:${actor.id}`;
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const seen = useMemo(() => parseSeen(text), [text]);

  const write = useCallback(
    (next: Seen) => {
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // No storage: then nothing is ever marked as new, which is better than always.
      }
      window.dispatchEvent(new Event(CHANGED));
    },
    [key],
  );

  // The first time in this browser: what has ended before is not news.
  const begins = seen === null && status === "live";
  useEffect(() => {
    if (begins) write(allSeen(tasks, null));
  }, [begins, tasks, write]);

  return {
    unseen: useMemo(() => unseenOf(tasks, actor.id, seen), [tasks, actor.id, seen]),
    markAll: () => write(allSeen(tasks, seen)),
    mark: (id: string) => {
      if (seen && !seen.ids.includes(id)) write(withSeen(seen, id));
    },
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("storage", changed);
  window.addEventListener(CHANGED, changed);
  return () => {
    window.removeEventListener("storage", changed);
    window.removeEventListener(CHANGED, changed);
  };
}
