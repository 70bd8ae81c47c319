"use client";

import { newestFirst } from "@/components/tasks/live/live-store";
import { useLiveTasks } from "@/components/tasks/live/live-tasks-provider";
import { TaskRow } from "@/components/tasks/list/task-row";
import { TaskSelectionBar } from "@/components/tasks/list/task-selection-bar";
import { type TaskSelection, useTaskSelection } from "@/components/tasks/list/use-task-selection";
import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";

const MOST_INCOMPLETE = 20;

/**
 * What everyone has running, live, and what ended lately with records that were not changed.
 * @param initial both, as the server knew them; the stream tells of those that come later
 */
export function AdminTasks({ initial }: { initial: TaskSnapshot[] }) {
  const live = useLiveTasks();
  const byId = new Map(initial.map((task) => [task.id, task]));
  for (const task of live.tasks) {
    if (task.revision > (byId.get(task.id)?.revision ?? -1)) byId.set(task.id, task);
  }
  const tasks = newestFirst(byId);
  const running = tasks.filter(({ state }) => isActive(state));
  const incomplete = tasks.filter(({ state }) => INCOMPLETE.has(state)).slice(0, MOST_INCOMPLETE);
  const selection = useTaskSelection([...running, ...incomplete]);
  return (
    <>
      <TaskSection
        title="In progress, of everyone"
        tasks={running}
        selection={selection}
        empty="Nobody has a task running."
      />
      <TaskSection
        title="Ended lately with records not changed"
        tasks={incomplete}
        selection={selection}
        empty="No task was refused, failed or cancelled."
      />
      <TaskSelectionBar selection={selection} />
    </>
  );
}

const INCOMPLETE: ReadonlySet<TaskSnapshot["state"]> = new Set(["failed", "partial", "cancelled"]);

interface TaskSectionProps {
  title: string;
  tasks: TaskSnapshot[];
  selection: TaskSelection;
  empty: string;
}

function TaskSection({ title, tasks, selection, empty }: TaskSectionProps) {
  return (
    <section aria-label={title} className="mt-6">
      <h2 className="px-4 pb-1 text-sm font-semibold text-muted">{title}</h2>
      {tasks.length === 0 ? (
        <p className="border-y border-hairline bg-surface px-4 py-3 text-muted">{empty}</p>
      ) : (
        <ul className="divide-y divide-hairline border-y border-hairline bg-surface">
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} selection={selection} />
          ))}
        </ul>
      )}
    </section>
  );
}
