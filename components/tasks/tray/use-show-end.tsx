"use client";

import Link from "next/link";
import { useCallback } from "react";
import { type ToastTone, useToasts } from "@/components/ui/overlays/use-toasts";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { TaskState } from "@/lib/bulk/model/states";
import { outcomeText, taskTitle } from "@/lib/bulk/model/task-text";
import { rightsOf } from "@/components/tasks/act/task-rights";
import { useTasksContext } from "@/components/tasks/act/tasks-context";

const TONES: Partial<Record<TaskState, ToastTone>> = { succeeded: "success", failed: "danger" };

/** Says in a toast how a task has ended, with the way to its page and back. Stays while there is something to read up. */
export function useShowEnd() {
  const { actor, tables } = useTasksContext();
  const { show } = useToasts();
  return useCallback(
    (task: TaskSnapshot, undo: (task: TaskSnapshot, verb: "Undo") => void): void => {
      show({
        id: `task-${task.id}`,
        tone: TONES[task.state] ?? "warning",
        title: taskTitle(task),
        description: (
          <>
            {task.state === "cancelled" && "Cancelled: "}
            {outcomeText(task)}.{" "}
            <Link href={`/tasks/${task.id}`} className="text-accent underline underline-offset-2">
              View status
            </Link>
          </>
        ),
        action: rightsOf(actor, task, tables).undo ? { label: "Undo", onClick: () => undo(task, "Undo") } : undefined,
        sticky: task.state === "failed" || task.state === "partial",
      });
    },
    [actor, tables, show],
  );
}
