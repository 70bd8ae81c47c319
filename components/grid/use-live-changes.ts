"use client";

import { useCallback, useEffect, useState } from "react";
import { useLiveStore } from "@/components/tasks/live-tasks-provider";
import type { TaskSnapshot } from "@/lib/bulk/task-snapshot";

/** A task commits several times a second; what is in view is read anew at most this often, and once more at the end. */
const PAUSE_MS = 1_000;

interface LiveChangesInput {
  table: string;
  actorId: string;
  /** Brings what is in view up to date, every record in its place. */
  follow: () => Promise<void>;
}

/**
 * Follows the bulk tasks that change this table, whoever started them (as far as this person may see them), and counts
 * the records that they changed since the list was last read as a whole.
 */
export function useLiveChanges({ table, actorId, follow }: LiveChangesInput) {
  const store = useLiveStore();
  const [changed, setChanged] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = changedRecords();

    function changedRecords(): number | null {
      const { tasks, status } = store.get();
      if (status === "connecting") return null;
      const others = tasks.filter((task) => task.table === table && !isOwnDirectEdit(task, actorId));
      return others.reduce((sum, task) => sum + task.counts.changed, 0);
    }

    const stop = store.subscribe(() => {
      const now = changedRecords();
      // What had been written before the page was live is on the page already.
      if (seen !== null && now !== null && now > seen) {
        const more = now - seen;
        setChanged((sum) => sum + more);
        timer ??= setTimeout(() => {
          timer = undefined;
          void follow();
        }, PAUSE_MS);
      }
      seen = now ?? seen;
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, table, actorId, follow]);

  return { changed, seen: useCallback(() => setChanged(0), []) };
}

/** The page itself has shown what came of it. */
function isOwnDirectEdit({ actor, backend }: TaskSnapshot, actorId: string): boolean {
  return actor.id === actorId && backend === "direct";
}
