"use client";

import type { ComponentType } from "react";
import { later, useLater } from "./later";
import { Skeleton } from "./skeleton";

/** What a popover or a bar holds, when it loads later. `className`: its size until then. */
export function lazyPanel<P extends object>(
  load: () => Promise<ComponentType<P>>,
  className: string,
): ComponentType<P> {
  const code = later(load);
  return function LazyPanel(props: P) {
    const Loaded = useLater(code, true);
    return Loaded ? <Loaded {...props} /> : <Skeleton className={className} />;
  };
}
