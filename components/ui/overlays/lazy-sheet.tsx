"use client";

import { type ComponentType, Suspense } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { lazyComponent } from "./lazy-component";
import { useFirstWanted } from "./use-first-wanted";

/** A sheet or dialog that loads later. Once it was open it stays, so that it can slide out. */
export function lazySheet<P extends { open: boolean }>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Code = lazyComponent(load);
  return function LazySheet(props: P) {
    const wanted = useFirstWanted(props.open);
    return (
      // Where it can't even be opened, the page that it would lie over stays, with a word at its edge.
      <Panel className="fixed right-4 bottom-4 z-60 max-w-sm bg-surface shadow-float">
        <Suspense>{wanted && <Code {...props} />}</Suspense>
      </Panel>
    );
  };
}
