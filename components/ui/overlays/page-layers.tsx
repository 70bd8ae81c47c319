"use client";

import { Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { Attempt } from "@/components/ui/failure/attempt";
import { lazyComponent } from "./lazy-component";
import { firstIdleMoment } from "./load-when-idle";
import { onWaitingToasts, waitingToasts } from "./use-toasts";

const ToastLayer = lazyComponent(async () => (await import("./toast-layer")).ToastLayer);
const TooltipLayer = lazyComponent(async () => (await import("./tooltip-layer")).TooltipLayer);

/** What lies over every page, from its first idle moment or its first toast on. */
export function PageLayers() {
  const waiting = useSyncExternalStore(onWaitingToasts, waitingToasts, () => 0);
  const [wanted, setWanted] = useState(false);
  useEffect(() => void firstIdleMoment().then(() => setWanted(true)), []);
  if (waiting > 0 && !wanted) setWanted(true);
  return (
    wanted && (
      // Offline: what was said waits for the next try, and the page is more than its messages.
      <Attempt again={waiting} fallback={() => null}>
        <Suspense>
          <ToastLayer />
          <TooltipLayer />
        </Suspense>
      </Attempt>
    )
  );
}
