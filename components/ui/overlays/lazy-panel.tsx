"use client";

import type { ComponentType } from "react";
import { type Later, later, useLater } from "./later";
import { Skeleton } from "@/components/ui/skeleton";

/** What a popover or a bar holds, when it loads later. `className`: its size until then. */
export function lazyPanel<P extends object>(
  load: () => Promise<ComponentType<P>>,
  className: string,
): ComponentType<P> {
  return panelOf(later(load), className);
}

/** The same of code that others wait for as well. */
export function panelOf<P extends object>(code: Later<ComponentType<P>>, className: string): ComponentType<P> {
  return function LazyPanel(props: P) {
    const Loaded = useLater(code, true);
    return Loaded ? <Loaded {...props} /> : <Skeleton className={className} />;
  };
}
