"use client";

import Link from "next/link";
import { cx } from "@/components/ui/cx";
import { ProgressBar } from "@/components/ui/progress-bar";
import { StateBadge } from "@/components/ui/state-badge";
import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { outcomeText, taskTitle } from "@/lib/bulk/model/task-text";
import { percent } from "@/lib/model/locale";
import { LocalTime } from "@/components/values/local-time";
import { TaskCheckbox } from "./task-checkbox";
import { TaskButtons } from "@/components/tasks/act/task-buttons";
import { progressText, rateText, leftText, stoppingText, waitingText } from "@/components/tasks/words/task-words";
import type { TaskSelection } from "./use-task-selection";

/** One task in the list: what, how far, who and when, and what can be done. */
export function TaskRow({ task, selection }: { task: TaskSnapshot; selection: TaskSelection }) {
  const active = isActive(task.state);
  const selected = selection.has(task.id);
  return (
    <li className={cx("flex gap-1 py-3 pr-4 pl-2", selected && "bg-accent/8")}>
      <TaskCheckbox
        label={`Select ${taskTitle(task)}`}
        checked={selected}
        onChange={(_checked, through) => selection.toggle(task.id, through)}
      />
      <div className="grid min-w-0 flex-1 items-center gap-x-6 gap-y-1.5 md:grid-cols-[minmax(0,1fr)_280px] xl:grid-cols-[minmax(0,1fr)_300px_290px]">
        {/* Beside the checkbox, also where there is more to say than two lines. */}
        <div className="min-w-0 self-start">
          <div className="flex min-w-0 items-center gap-2 max-xl:items-start">
            <StateBadge state={task.state} className="shrink-0" />
            <Link
              href={`/tasks/${task.id}`}
              title={taskTitle(task)}
              className="min-w-0 rounded-sm font-medium focus-ring hover:underline pointer-coarse:-my-2.5 pointer-coarse:py-2.5"
            >
              <span className="line-clamp-2 xl:line-clamp-1">{taskTitle(task)}</span>
            </Link>
          </div>
          <p className="mt-1 flex min-w-0 gap-x-1.5 text-sm text-muted">
            <span className="shrink-0">{task.actor.name}</span>
            <Dot />
            <LocalTime at={task.createdAt} />
            <Dot />
            <Link
              href={task.tableHref}
              title={task.filterText}
              className="min-w-0 truncate rounded-sm underline-offset-2 focus-ring hover:underline"
            >
              {task.filterText}
            </Link>
            {task.reason && (
              <>
                <Dot />
                <span title={task.reason} className="min-w-0 truncate">
                  “{task.reason}”
                </span>
              </>
            )}
          </p>
        </div>
        <div className="min-w-0 text-sm tabular">
          <ProgressBar
            label={`Progress of ${taskTitle(task)}`}
            counts={task.counts}
            total={task.total}
            ended={!active}
            size={active ? "md" : "sm"}
          />
          <p className="mt-1 text-muted">{active ? <Pace task={task} /> : outcomeText(task)}</p>
          {task.error && task.state === "failed" && (
            <p className="line-clamp-2 text-danger" title={task.error.message}>
              {task.error.message}
            </p>
          )}
        </div>
        <div className="flex md:max-xl:col-span-2 xl:justify-end">
          <TaskButtons task={task} size="sm" />
        </div>
      </div>
    </li>
  );
}

/** Two lines whatever there is to say, so that rows keep their height while numbers move. */
function Pace({ task }: { task: TaskSnapshot }) {
  const trouble = stoppingText(task) ?? waitingText(task);
  // Nobody can tell how long it will be held; a limit can be reckoned with.
  const held = trouble !== null && task.waiting?.kind !== "throttled";
  const pace = task.state === "running" && !held ? [!trouble && rateText(task.rate), leftText(task)] : [];
  return (
    <>
      <span className="block">
        <span className="font-medium text-ink">{percent(task.progressPercent / 100)}</span> · {progressText(task)}
      </span>
      <span className="block min-h-[18px] md:truncate" title={trouble ?? undefined}>
        {trouble && <span className="font-medium text-outcome-conflict">{trouble}</span>}
        {trouble && pace.length > 0 && " · "}
        {pace.filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

function Dot() {
  return <span aria-hidden>·</span>;
}
