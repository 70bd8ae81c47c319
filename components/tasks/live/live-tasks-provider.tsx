"use client";

import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { keepLive } from "./live-sharing";
import { type LiveState, LiveStore, NOTHING_YET } from "./live-store";

const Live = createContext<LiveStore | null>(null);

/** Keeps every page inside live with the tasks that this person may see. */
export function LiveTasksProvider({ actorId, children }: { actorId: string; children: ReactNode }) {
  const [store] = useState(() => new LiveStore());
  useEffect(() => keepLive(store, actorId), [store, actorId]);
  return <Live value={store}>{children}</Live>;
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
