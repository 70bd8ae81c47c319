"use client";

import { useState } from "react";
import { answered } from "@/components/http/answered";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useLiveTasks } from "@/components/tasks/live/live-tasks-provider";
import { useTasksContext } from "./tasks-context";

export type TaskControl = "pauseTask" | "resumeTask" | "cancelTask";

/** Pauses, resumes and cancels; the task is seen in its new state at once, without waiting for the stream. */
export function useControlTask(task: TaskSnapshot) {
  const { actions } = useTasksContext();
  const { take } = useLiveTasks();
  const [pending, setPending] = useState<TaskControl | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function control(what: TaskControl): Promise<void> {
    setPending(what);
    setProblem(null);
    const result = await answered(actions[what]({ taskId: task.id }));
    setPending(null);
    if (result.ok) take(result.value);
    else setProblem(result.message);
  }
  return { pending, problem, control };
}
