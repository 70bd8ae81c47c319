"use client";

import { useEffect } from "react";
import { useLiveStore } from "@/components/tasks/live-tasks-provider";

/** A task commits several times a second; the page is read anew at most this often, and once more at the end. */
const PAUSE_MS = 1_500;

/** Reads the page anew while bulk tasks change this table, whoever started them (as far as this person may see them). */
export function useRefreshOnTasks(table: string, refresh: () => Promise<void>): void {
  const store = useLiveStore();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = changedRecords();

    function changedRecords(): number | null {
      const { tasks, status } = store.get();
      if (status === "connecting") return null;
      return tasks.reduce((sum, task) => sum + (task.table === table ? task.counts.changed : 0), 0);
    }

    const stop = store.subscribe(() => {
      const now = changedRecords();
      // What had been written before the page was live is on the page already.
      if (seen !== null && now !== null && now !== seen) {
        timer ??= setTimeout(() => {
          timer = undefined;
          void refresh();
        }, PAUSE_MS);
      }
      seen = now ?? seen;
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, table, refresh]);
}
