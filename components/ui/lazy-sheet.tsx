"use client";

import { type ComponentType, lazy, Suspense, useState } from "react";

/** A sheet or dialog whose code is loaded when it first opens. From then on it stays, so that it can slide out. */
export function lazySheet<P extends { open: boolean }>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function LazySheet(props: P) {
    const [wanted, setWanted] = useState(props.open);
    if (props.open && !wanted) setWanted(true);
    return wanted ? (
      <Suspense>
        <Loaded {...props} />
      </Suspense>
    ) : null;
  };
}
