"use client";

import { useState } from "react";
import { answered } from "@/components/http/answered";
import type { ControlTasksInput } from "@/lib/bulk/task/control-tasks";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useLiveStore } from "@/components/tasks/live/live-tasks-provider";
import type { TaskProblem } from "./task-problems";
import { useTasksContext } from "./tasks-context";

export type ControlAction = ControlTasksInput["action"];

const WHAT: Record<ControlAction, string> = {
  pause: "could not be paused",
  resume: "could not be resumed",
  cancel: "could not be cancelled",
};

/** Steers several tasks at once; those that could not be are kept with their reasons. */
export function useControlTasks() {
  const { actions } = useTasksContext();
  const store = useLiveStore();
  const [pending, setPending] = useState<ControlAction | null>(null);
  const [problems, setProblems] = useState<TaskProblem[]>([]);

  async function control(action: ControlAction, tasks: TaskSnapshot[]): Promise<void> {
    setPending(action);
    setProblems([]);
    const result = await answered(actions.controlTasks({ action, taskIds: tasks.map(({ id }) => id) }));
    setPending(null);
    // No answer for the request as a whole is none for each.
    const results = result.ok ? result.value : tasks.map(({ id }) => ({ ...result, taskId: id }));
    store.take({ type: "tasks", tasks: results.flatMap((each) => (each.ok ? [each.value] : [])) });
    setProblems(problemsOf(results, tasks, WHAT[action]));
  }
  return { pending, problems, control, forget: () => setProblems([]) };
}

type TaskAnswer = { taskId: string } & ({ ok: true } | { ok: false; code: string; message: string });

/** Those of the results that are failures, beside their tasks. */
export function problemsOf(results: readonly TaskAnswer[], tasks: TaskSnapshot[], what: string): TaskProblem[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return results.flatMap((result) => {
    const task = byId.get(result.taskId);
    return result.ok || !task ? [] : [{ task, what, message: result.message, code: result.code }];
  });
}
