"use client";

import { Panel } from "@/components/ui/failure/panel";
import { LoadOlder } from "@/components/ui/load-older";
import type { TaskPage } from "@/lib/bulk/task/list-tasks";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useLiveTasks } from "@/components/tasks/live/live-tasks-provider";
import { mergeTasks } from "./merge-tasks";
import { NoTasks } from "./no-tasks";
import type { TaskFilter } from "./task-filter";
import { TaskCheckbox } from "./task-checkbox";
import { TaskRow } from "./task-row";
import { TaskSelectionBar } from "./task-selection-bar";
import { useOlderTasks } from "./use-older-tasks";
import { useRefreshWhenBack } from "@/components/tasks/live/use-refresh-when-back";
import { type TaskSelection, useTaskSelection } from "./use-task-selection";

export interface TaskListProps {
  filter: TaskFilter;
  active: TaskSnapshot[];
  ended: TaskPage;
}

/** What runs on top, then what has ended, newest first; kept up to date by the stream. */
export function TaskList({ filter, active, ended }: TaskListProps) {
  const live = useLiveTasks();
  const older = useOlderTasks(filter, ended.next);
  useRefreshWhenBack();
  const sections = mergeTasks([...active, ...ended.tasks, ...older.tasks], live.tasks, filter, older.more);
  const selection = useTaskSelection([...sections.active, ...sections.ended]);
  const none = sections.active.length + sections.ended.length === 0;
  if (none && !older.more) return <NoTasks filter={filter} />;
  return (
    <>
      {none && (
        <p className="px-4 pt-10 text-center text-muted">No task matches among the newest ones. Look further back?</p>
      )}
      <Section title="In progress" tasks={sections.active} selection={selection} />
      <Section title="Ended" tasks={sections.ended} selection={selection} />
      <LoadOlder more={older.more} loading={older.loading} read={older.read} onLoad={older.load}>
        {none ? "Look at older tasks" : "Load older"}
      </LoadOlder>
      <TaskSelectionBar selection={selection} />
    </>
  );
}

function Section({ title, tasks, selection }: { title: string; tasks: TaskSnapshot[]; selection: TaskSelection }) {
  if (tasks.length === 0) return null;
  const ids = tasks.map(({ id }) => id);
  const chosen = ids.filter(selection.has).length;
  return (
    <section aria-label={title}>
      <div className="flex items-center gap-1 pt-3 pr-4 pl-2">
        <TaskCheckbox
          label={`Select all ${tasks.length} under “${title}”`}
          checked={chosen === tasks.length}
          indeterminate={chosen > 0 && chosen < tasks.length}
          onChange={(checked) => selection.setAll(ids, checked)}
        />
        <h2 className="text-sm font-semibold text-muted">{title}</h2>
      </div>
      <ul className="divide-y divide-hairline border-y border-hairline bg-surface">
        {tasks.map((task) => (
          <Panel key={task.id} what="This task">
            <TaskRow task={task} selection={selection} />
          </Panel>
        ))}
      </ul>
    </section>
  );
}
