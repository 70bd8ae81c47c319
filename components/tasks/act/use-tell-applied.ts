"use client";

import { useCallback } from "react";
import { useAnnounce } from "@/components/bulk/sheet/use-announce";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import { useShowEnd } from "@/components/tasks/tray/use-show-end";

type Undo = Parameters<ReturnType<typeof useShowEnd>>[1];

/** Says in a toast what became of an applied plan: how it ended, or where to watch it. */
export function useTellApplied(undo: Undo): (result: ApplyResult) => void {
  const announce = useAnnounce();
  const showEnd = useShowEnd();
  return useCallback(
    (result) => {
      if (result.ran === "direct" && !result.joined) showEnd(result.task, undo);
      else announce(result);
    },
    [announce, showEnd, undo],
  );
}
