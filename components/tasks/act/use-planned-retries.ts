"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { answered } from "@/components/http/answered";
import type { ActionFailure } from "@/lib/model/action-result";
import type { PlannedRetry } from "@/lib/bulk/task/control-tasks";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useLiveStore } from "@/components/tasks/live/live-tasks-provider";
import type { TaskProblem } from "./task-problems";
import { useTasksContext } from "./tasks-context";
import { problemsOf } from "./use-control-tasks";

export interface PlannedTask {
  task: TaskSnapshot;
  plan: PlannedRetry | null;
  /** Why it will not be retried with the others. */
  problem: string | null;
}

/** Plans the retries of tasks while `open`; plans that were not applied are thrown away when it closes. */
export function usePlannedRetries(open: boolean, tasks: TaskSnapshot[], onApplied: () => void) {
  const { actions } = useTasksContext();
  const store = useLiveStore();
  const [planned, setPlanned] = useState<PlannedTask[] | null>(null);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [problems, setProblems] = useState<TaskProblem[]>([]);
  const [applying, setApplying] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const due = (planned ?? []).filter(({ plan, problem }) => plan && !problem);

  const discard = (some: PlannedTask[]) => {
    for (const { plan } of some) if (plan) void answered(actions.discardPlan({ taskId: plan.planId }));
  };
  const ask = useEffectEvent(async (): Promise<PlannedTask[] | ActionFailure> => {
    const asked = tasks;
    const result = await answered(actions.planRetries({ taskIds: asked.map(({ id }) => id) }));
    if (!result.ok) return result;
    return asked.map((task) =>
      plannedOf(
        task,
        result.value.find(({ taskId }) => taskId === task.id),
      ),
    );
  });
  // An applied plan is a task by now: throwing it away does nothing.
  const drop = useEffectEvent((some: PlannedTask[]) => discard(some));
  useEffect(() => {
    if (!open) return;
    let alive = true;
    let found: PlannedTask[] = [];
    void ask().then((answer) => {
      if (Array.isArray(answer)) found = answer;
      if (!alive) drop(found);
      else if (Array.isArray(answer)) setPlanned(answer);
      else setFailure(answer);
    });
    return () => {
      alive = false;
      drop(found);
      setPlanned(null);
      setFailure(null);
      setProblems([]);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt plans anew
  }, [open, attempt]);

  async function apply(): Promise<void> {
    setApplying(true);
    setFailure(null);
    const planIds = due.flatMap(({ plan }) => (plan ? [plan.planId] : []));
    const result = await answered(actions.applyPlans({ planIds }));
    setApplying(false);
    if (!result.ok) return setFailure(result);
    store.take({ type: "tasks", tasks: result.value.flatMap((each) => (each.ok ? [each.value] : [])) });
    const ofTask = result.value.map((each) => ({
      ...each,
      taskId: due.find((d) => d.plan?.planId === each.taskId)?.task.id ?? "",
    }));
    const left = problemsOf(ofTask, tasks, "could not be retried");
    setProblems(left);
    if (left.length === 0) return onApplied();
    setPlanned((planned ?? []).filter(({ task }) => left.some((problem) => problem.task.id === task.id)));
  }
  const again = () => setAttempt((n) => n + 1);
  return { planned, due, failure, problems, applying, apply, again };
}

type Answer = { ok: true; value: PlannedRetry } | { ok: false; message: string };

function plannedOf(task: TaskSnapshot, answer: Answer | undefined): PlannedTask {
  if (!answer) return { task, plan: null, problem: "There was no answer for this one." };
  if (!answer.ok) return { task, plan: null, problem: answer.message };
  return { task, plan: answer.value, problem: whyNot(answer.value) };
}

function whyNot({ counts, runs, asksForNumber }: PlannedRetry): string | null {
  if (asksForNumber) return "Asks for a number to be typed: retry this one by itself.";
  if (runs === "impossible") return "This can't run now.";
  return counts.willChange === 0 ? "Nothing would change." : null;
}
