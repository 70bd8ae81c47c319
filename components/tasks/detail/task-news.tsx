"use client";

import { RefreshOften } from "@/components/shell/refresh-often";
import { InlineError } from "@/components/ui/inline-error";
import { isActive, isTerminal } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { doneWord, outcomeText } from "@/lib/bulk/model/task-text";
import { useFollowUp } from "@/components/tasks/act/follow-up-provider";
import { rightsOf } from "@/components/tasks/act/task-rights";
import { useTasksContext } from "@/components/tasks/act/tasks-context";
import { changedOf, stoppingText, waitingText } from "@/components/tasks/words/task-words";

/** What is worth saying about the state as it is now: what a cancel leaves, why a task failed. */
export function TaskNews({ task }: { task: TaskSnapshot }) {
  const { actor, tables } = useTasksContext();
  const followUp = useFollowUp();
  const may = rightsOf(actor, task, tables);
  const waiting = waitingText(task);
  return (
    <div className="mt-4 empty:hidden">
      {/* That its worker is gone, nobody is there to tell. */}
      {isActive(task.state) && <RefreshOften everyMs={15_000} />}
      {/* Only what changes seldom: a screen reader would read every tick. */}
      <p role="status" className="sr-only">
        {isTerminal(task.state) && `The task has ended: ${outcomeText(task)}.`}
      </p>
      {task.state === "failed" && task.error && <InlineError code={task.error.code}>{task.error.message}</InlineError>}
      {waiting && (
        <p role="status" className="font-medium first-letter:uppercase">
          {waiting}.
        </p>
      )}
      {may.cancel && (
        <p className="text-sm text-muted">
          Cancelling stops within a second. What is {doneWord(task)} by then stays {doneWord(task)}, and can be undone.
        </p>
      )}
      {task.state === "cancelling" && (
        <p role="status" className="font-medium text-outcome-conflict">
          {stoppingText(task)}
        </p>
      )}
      {task.state === "cancelled" && (
        <p className="flex flex-wrap items-center gap-x-1.5">
          {task.counts.changed > 0 ? (
            <>
              <span className="font-medium tabular">
                {changedOf(task)} stay {doneWord(task)}.
              </span>
              {may.undo && (
                <button
                  type="button"
                  onClick={() => followUp(task, "Undo")}
                  className="rounded-sm font-medium text-accent underline underline-offset-2 focus-ring"
                >
                  Undo them?
                </button>
              )}
            </>
          ) : (
            <span className="font-medium">Cancelled before anything was {doneWord(task)}.</span>
          )}
        </p>
      )}
    </div>
  );
}
