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
import { leftText, waitingText } from "@/components/tasks/words/task-words";

const MOST_ACTIVE = 6;
const MOST_ENDED = 5;

export interface TrayListProps {
  tasks: TaskSnapshot[];
  /** Ids of those that ended and have not been looked at. */
  unseen: ReadonlySet<string>;
  onFollow: () => void;
}

/** What runs, then what has ended lately, each with the way to its page. */
export function TrayList({ tasks, unseen, onFollow }: TrayListProps) {
  const active = tasks.filter((task) => isActive(task.state)).slice(0, MOST_ACTIVE);
  const ended = tasks
    .filter((task) => !isActive(task.state))
    .toSorted((a, b) => Number(unseen.has(b.id)) - Number(unseen.has(a.id)))
    .slice(0, MOST_ENDED);
  if (active.length + ended.length === 0) {
    return <p className="px-3 py-4 text-sm text-muted">Nothing runs in the background, and nothing has lately.</p>;
  }
  return (
    <ul className="divide-y divide-hairline">
      {[...active, ...ended].map((task) => (
        <li key={task.id}>
          <Link
            href={`/tasks/${task.id}`}
            title={taskTitle(task)}
            onClick={onFollow}
            className="block px-3 py-2.5 focus-ring-inset hover:bg-hover"
          >
            <span className="flex items-center gap-2">
              {unseen.has(task.id) && <span aria-hidden className="size-2 shrink-0 rounded-full bg-accent" />}
              <span className={cx("min-w-0 flex-1 truncate", unseen.has(task.id) && "font-medium")}>
                {unseen.has(task.id) && <span className="sr-only">New: </span>}
                {taskTitle(task)}
              </span>
              {isActive(task.state) && task.state !== "running" && <StateBadge state={task.state} />}
              {isActive(task.state) && (
                <span className="text-sm text-muted tabular">{percent(task.progressPercent / 100)}</span>
              )}
            </span>
            {isActive(task.state) ? <Progress task={task} /> : <End task={task} />}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Progress({ task }: { task: TaskSnapshot }) {
  return (
    <>
      <ProgressBar
        size="sm"
        label={`Progress of ${taskTitle(task)}`}
        counts={task.counts}
        total={task.total}
        className="mt-1.5"
      />
      <span className="mt-1 block text-xs text-muted">
        {[waitingText(task), leftText(task)].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

function End({ task }: { task: TaskSnapshot }) {
  return (
    <span className="mt-1 flex items-center gap-2 text-sm text-muted">
      <StateBadge state={task.state} />
      <span className="min-w-0 flex-1 truncate">{outcomeText(task)}</span>
      {task.finishedAt && <LocalTime at={task.finishedAt} />}
    </span>
  );
}
