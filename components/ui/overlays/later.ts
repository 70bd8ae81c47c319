"use client";

import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";

/** Code that the first look at a page does not need. */
export interface Later<T> {
  /** Undefined until it has been loaded. */
  readonly now: T | undefined;
  /** Loads it, once; after a failure the next call tries again. */
  load: () => Promise<T>;
  subscribe: (listener: () => void) => () => void;
}

const waiting: (() => Promise<unknown>)[] = [];
let warm = false;

/**
 * Code that loads when it is first wanted, or before that, in the idle moments after the page is up:
 * `const sheet = later(() => import("./key-sheet"))`. At the top of a module, and nowhere else.
 */
export function later<T>(load: () => Promise<T>): Later<T> {
  const listeners = new Set<() => void>();
  let code: T | undefined;
  let loading: Promise<T> | undefined;
  const once = async (): Promise<T> => {
    try {
      return (code = await load());
    } catch (error) {
      loading = undefined;
      throw error;
    } finally {
      for (const listener of listeners) listener();
    }
  };
  const self: Later<T> = {
    get now() {
      return code;
    },
    load: () => (loading ??= once()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  if (typeof window !== "undefined") {
    waiting.push(self.load);
    if (warm) void loadNext();
  }
  return self;
}

/**
 * The code once it is there; `wanted` asks for it. Where it can't be loaded: `onFail`, or the page's own error.
 */
export function useLater<T>(code: Later<T>, wanted: boolean, onFail?: () => void): T | undefined {
  const now = useSyncExternalStore(
    code.subscribe,
    () => code.now,
    () => undefined,
  );
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  const failed = useEffectEvent((error: unknown) => (onFail ? onFail() : setFailure({ error })));
  useEffect(() => {
    if (wanted && !code.now) code.load().catch((error: unknown) => failed(error));
  }, [code, wanted]);
  if (failure && !now) throw failure.error;
  return now;
}

/** From now on whatever loads later is loaded in idle moments, one after the other. */
export function warmUp(): void {
  if (warm) return;
  warm = true;
  // What comes before this moment is the first load; the bench and the budget's test look for it.
  performance.mark("swath:warm-up");
  void loadNext();
}

let busy = false;

async function loadNext(): Promise<void> {
  if (busy) return;
  busy = true;
  for (let load = waiting.shift(); load; load = waiting.shift()) {
    await idle();
    // Whoever wants it will ask again, and be told.
    await load().catch(() => {});
  }
  busy = false;
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 1_000 });
    else setTimeout(resolve, 50);
  });
}
