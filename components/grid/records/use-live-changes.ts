"use client";

import { useCallback, useEffect, useState } from "react";
import { useLiveStore } from "@/components/tasks/live/live-tasks-provider";

/** A task commits several times a second; what is in view is read anew at most this often, and once more at the end. */
const PAUSE_MS = 1_000;
/** Counting all that match costs more than reading what is in view. */
const COUNT_PAUSE_MS = 5_000;
const FRESH_MS = 10_000;

interface LiveChangesInput {
  table: string;
  /** Brings what is in view up to date, every record in its place; answers how many were not as they were. */
  follow: () => Promise<number>;
  /** Counts anew how many match. */
  recount: () => Promise<unknown>;
}

/**
 * Follows whatever changes this table, by whomever, and counts the records that were changed since the list was last
 * read as a whole. Where others' records are out of reach it counts those in view.
 */
export function useLiveChanges({ table, follow, recount }: LiveChangesInput) {
  const store = useLiveStore();
  const [changed, setChanged] = useState(0);
  useEffect(() => {
    let following: ReturnType<typeof setTimeout> | undefined;
    let counting: ReturnType<typeof setTimeout> | undefined;
    let countsShown = false;
    const mountedAt = performance.now();

    const stop = store.readNews((news) => {
      const found = news?.find((each) => each.table === table);
      if (news && !found) return;
      if (found?.changed) setChanged((sum) => sum + (found.changed ?? 0));
      countsShown ||= found?.changed === null;
      following ??= setTimeout(() => {
        const adds = countsShown;
        following = undefined;
        countsShown = false;
        void follow().then((moved) => adds && setChanged((sum) => sum + moved));
      }, PAUSE_MS);
      // A stream that begins with the page has missed nothing that the page's own count did not see.
      if (!news && performance.now() - mountedAt < FRESH_MS) return;
      counting ??= setTimeout(() => {
        counting = undefined;
        void recount();
      }, COUNT_PAUSE_MS);
    });
    return () => {
      stop();
      clearTimeout(following);
      clearTimeout(counting);
    };
  }, [store, table, follow, recount]);

  return { changed, seen: useCallback(() => setChanged(0), []) };
}
