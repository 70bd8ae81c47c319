"use client";

import { WifiOff } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { timeText } from "@/lib/model/locale-time";
import { useLiveTasks } from "./live-tasks-provider";

/** Whether what the page says of tasks is of this moment. */
export function LiveIndicator() {
  const { status, since } = useLiveTasks();
  const offline = status === "offline";
  return (
    <span
      role="status"
      className={cx(
        "inline-flex items-center gap-1.5 px-1 text-sm whitespace-nowrap",
        offline ? "font-medium text-outcome-conflict" : "text-muted",
      )}
    >
      {offline ? (
        <>
          <WifiOff className="size-4 shrink-0" aria-hidden />
          <span>
            Not live<span className="max-sm:sr-only"> since {timeOf(since)}. Retrying…</span>
          </span>
        </>
      ) : (
        <>
          <span
            aria-hidden
            className={cx("size-2 rounded-full", status === "live" ? "bg-outcome-changed" : "bg-hairline")}
          />
          <span className="max-sm:sr-only">{status === "live" ? "live" : "connecting…"}</span>
        </>
      )}
    </span>
  );
}

// Only ever rendered in the browser, so the reader's own clock is at hand.
function timeOf(ms: number | null): string {
  return timeText(ms ?? Date.now(), "own", "minute");
}
