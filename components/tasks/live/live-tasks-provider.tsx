"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { keepLive } from "./live-sharing";
import { type LiveState, LiveStore, NOTHING_YET } from "./live-store";

const Live = createContext<LiveStore | null>(null);

/** Keeps every page inside live with the tasks that this person may see. */
export function LiveTasksProvider({ actorId, children }: { actorId: string; children: ReactNode }) {
  const [store] = useState(() => new LiveStore());
  useEffect(() => keepLive(store, actorId), [store, actorId]);
  useReadAgain(store);
  return <Live value={store}>{children}</Live>;
}

/** The server is back: what could not be read meanwhile is read again, without anybody's asking. */
function useReadAgain(store: LiveStore): void {
  const client = useQueryClient();
  useEffect(() => {
    let before = store.get().status;
    return store.subscribe(() => {
      const { status } = store.get();
      const isBack = status === "live" && before === "offline";
      before = status;
      if (isBack) void client.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" });
    });
  }, [client, store]);
}

/** Tasks as they are this moment; renders again with every change of any of them. */
export function useLiveTasks(): LiveState & { take: (task: TaskSnapshot) => void } {
  const store = useLiveStore();
  const state = useSyncExternalStore(store.subscribe, store.get, () => NOTHING_YET);
  return useMemo(
    () => ({ ...state, take: (task: TaskSnapshot) => store.take({ type: "tasks", tasks: [task] }) }),
    [state, store],
  );
}

/** The newest that is known of one task: what the page came with, or what the stream has said since. */
export function useLiveTask(initial: TaskSnapshot): TaskSnapshot {
  const store = useLiveStore();
  const live = useSyncExternalStore(
    store.subscribe,
    () => store.get().byId.get(initial.id),
    () => undefined,
  );
  return live && live.revision > initial.revision ? live : initial;
}

export function useLiveStore(): LiveStore {
  const store = use(Live);
  if (!store) throw new Error("Wrap the page in LiveTasksProvider.");
  return store;
}
