"use client";

import { useEffect, useSyncExternalStore } from "react";
import { later, useLater, warmUp } from "./later";
import { hasWaitingToasts, onWaitingToasts } from "./use-toasts";

const toastCode = later(() => import("./toast-layer"));
const tooltipCode = later(() => import("./tooltip-layer"));

/** What lies over every page and is there from its first idle moment on; with it all that loads later begins to. */
export function LaterLayers() {
  const waiting = useSyncExternalStore(onWaitingToasts, hasWaitingToasts, () => false);
  const toast = useLater(toastCode, waiting, noLayer);
  const tooltip = useLater(tooltipCode, false);
  useEffect(() => {
    if (document.readyState === "complete") return warmUp();
    window.addEventListener("load", warmUp);
    return () => window.removeEventListener("load", warmUp);
  }, []);
  return (
    <>
      {toast && <toast.ToastLayer />}
      {tooltip && <tooltip.TooltipLayer />}
    </>
  );
}

/** Offline: what was said waits for the next try, and the page is more than its messages. */
const noLayer = () => {};
