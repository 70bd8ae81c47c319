"use client";

import { type ComponentType, Suspense } from "react";
import { Panel } from "@/components/ui/failure/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { lazyComponent } from "./lazy-component";

/** What a popover or a bar holds, when it loads later. `className`: its size until then. */
export function lazyPanel<P extends object>(
  load: () => Promise<ComponentType<P>>,
  className: string,
): ComponentType<P> {
  const Code = lazyComponent(load);
  return function LazyPanel(props: P) {
    return (
      <Panel>
        <Suspense fallback={<Skeleton className={className} />}>
          <Code {...props} />
        </Suspense>
      </Panel>
    );
  };
}
