"use client";

import Link from "next/link";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import { number, records } from "@/components/values/count-words";

/** Says in a toast that a task is at work elsewhere, with the way to its status page. */
export function useAnnounce(): (result: ApplyResult) => void {
  const toasts = useToasts();
  return ({ task, joined }) =>
    void toasts.show({
      id: `task-${task.id}`,
      tone: joined ? "warning" : "neutral",
      title: joined ? "This edit is already in progress." : `Processing ${records(task.total)} in background.`,
      description: (
        <>
          {joined && `${number(task.processed)} of ${records(task.total)} so far. `}
          <Link href={`/tasks/${task.id}`} className="text-accent underline underline-offset-2">
            View status
          </Link>
        </>
      ),
    });
}
