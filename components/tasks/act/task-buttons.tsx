"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { type ButtonSize, buttonClass } from "@/components/ui/button-class";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { number } from "@/lib/model/locale";
import { useFollowUp } from "./follow-up-provider";
import { LimitButton } from "./limit-button";
import { RunAgain } from "./run-again";
import { rightsOf } from "./task-rights";
import { csvHref, hasOutcomesToList, likeliestStep, retryCount } from "@/components/tasks/words/task-words";
import { useTasksContext } from "./tasks-context";
import { useControlTask } from "./use-control-task";

export interface TaskButtonsProps {
  task: TaskSnapshot;
  size?: ButtonSize;
  /** Makes the likeliest next step stand out; in a list that would be one per row. */
  emphasis?: boolean;
}

/** All that can be done with a task as it stands, and only that. */
export function TaskButtons({ task, size = "md", emphasis = false }: TaskButtonsProps) {
  const { actor, tables } = useTasksContext();
  const may = rightsOf(actor, task, tables);
  const { pending, problem, control } = useControlTask(task);
  const followUp = useFollowUp();
  const next = emphasis ? likeliestStep(task) : null;
  const look = (step: typeof next) => (next === step ? "primary" : "secondary");
  const n = retryCount(task);
  return (
    <div className="flex flex-wrap items-center gap-2 xl:justify-end">
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      {may.pause && (
        <Button size={size} pending={pending === "pauseTask"} onClick={() => void control("pauseTask")}>
          Pause
        </Button>
      )}
      {may.resume && (
        <Button
          size={size}
          variant={look("resume")}
          pending={pending === "resumeTask"}
          onClick={() => void control("resumeTask")}
        >
          Resume
        </Button>
      )}
      {may.cancel && (
        <Button size={size} pending={pending === "cancelTask"} onClick={() => void control("cancelTask")}>
          Cancel
        </Button>
      )}
      {may.limit && <LimitButton task={task} size={size} />}
      {may.retry && (
        <Button size={size} variant={look("retry")} onClick={() => followUp(task, "Retry")}>
          Retry {number(n)}…
        </Button>
      )}
      {may.undo && (
        <Button size={size} variant={look("undo")} onClick={() => followUp(task, "Undo")}>
          {emphasis ? `Undo ${number(task.counts.changed)}…` : "Undo…"}
        </Button>
      )}
      {emphasis && may.again && <RunAgain task={task} size={size} />}
      {hasOutcomesToList(task) && (
        <a href={csvHref(task)} download className={buttonClass("secondary", size)}>
          <Download className="size-3.5" aria-hidden />
          CSV
        </a>
      )}
    </div>
  );
}
