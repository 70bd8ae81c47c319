"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { RetrySheet } from "@/components/tasks/act/retry-sheet";
import { rightsOf, type TaskRights } from "@/components/tasks/act/task-rights";
import { TaskProblems } from "@/components/tasks/act/task-problems";
import { useTasksContext } from "@/components/tasks/act/tasks-context";
import { type ControlAction, useControlTasks } from "@/components/tasks/act/use-control-tasks";
import { useEscape } from "./use-escape";
import type { TaskSelection } from "./use-task-selection";

/** Tasks that one request may name, as `lib/bulk/each-task` has it. */
const MOST = 100;

const CONTROLS: [ControlAction, string][] = [
  ["pause", "Pause"],
  ["resume", "Resume"],
  ["cancel", "Cancel"],
];

/** Rises at the foot of the list while tasks are selected: what can be done with them at once, and with how many. */
export function TaskSelectionBar({ selection }: { selection: TaskSelection }) {
  const { actor, tables } = useTasksContext();
  const { pending, problems, control, forget } = useControlTasks();
  const [retrying, setRetrying] = useState(false);
  const { tasks, clear } = selection;
  useEscape(tasks.length > 0 && !retrying, clear);
  const may = (right: keyof TaskRights) => tasks.filter((task) => rightsOf(actor, task, tables)[right]);
  const retries = may("retry");
  const controls = CONTROLS.map(([action, word]) => ({ action, word, found: may(action) }));
  const nothing = retries.length === 0 && controls.every(({ found }) => found.length === 0);
  if (tasks.length === 0 && problems.length === 0 && !retrying) return null;
  return (
    <div
      role="region"
      aria-label="Selected tasks"
      className="sticky bottom-0 z-10 border-t border-hairline bg-surface px-4 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
    >
      <TaskProblems problems={problems} onClose={forget} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p role="status" className="font-medium tabular">
          {tasks.length} selected
        </p>
        {tasks.length > MOST && <p className="text-sm text-danger">At most {MOST} at once.</p>}
        {nothing && tasks.length > 0 && (
          <p className="text-sm text-muted">Nothing to pause, cancel or retry among them.</p>
        )}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {controls.map(
            ({ action, word, found }) =>
              found.length > 0 && (
                <Button
                  key={action}
                  pending={pending === action}
                  disabled={tasks.length > MOST}
                  onClick={() => void control(action, found)}
                >
                  {word} {found.length}
                </Button>
              ),
          )}
          {retries.length > 0 && (
            <Button disabled={tasks.length > MOST} onClick={() => setRetrying(true)}>
              Retry {retries.length}…
            </Button>
          )}
          <IconButton label="Clear selection" icon={<X className="size-4" />} onClick={clear} />
        </div>
      </div>
      <RetrySheet
        open={retrying}
        tasks={retries}
        onClose={() => setRetrying(false)}
        onApplied={() => {
          setRetrying(false);
          clear();
        }}
      />
    </div>
  );
}
