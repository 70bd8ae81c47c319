"use client";

import { type ComponentType, lazy, Suspense } from "react";
import { Skeleton } from "./skeleton";

/** What a popover holds, when its code is loaded with its first opening. `className`: its size until then. */
export function lazyPanel<P extends object>(
  load: () => Promise<ComponentType<P>>,
  className: string,
): ComponentType<P> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function LazyPanel(props: P) {
    return (
      <Suspense fallback={<Skeleton className={className} />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
