"use client";

import { type ComponentType, Suspense } from "react";
import { lazyComponent } from "./lazy-component";
import { useFirstWanted } from "./use-first-wanted";

/** A sheet or dialog that loads later. Once it was open it stays, so that it can slide out. */
export function lazySheet<P extends { open: boolean }>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Code = lazyComponent(load);
  return function LazySheet(props: P) {
    const wanted = useFirstWanted(props.open);
    return <Suspense>{wanted && <Code {...props} />}</Suspense>;
  };
}
