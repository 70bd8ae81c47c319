"use client";

import { Button } from "@/components/ui/button";
import { InlineError } from "@/components/ui/inline-error";
import type { TaskPage } from "@/lib/bulk/list-tasks";
import type { TaskSnapshot } from "@/lib/bulk/task-snapshot";
import { useLiveTasks } from "./live-tasks-provider";
import { mergeTasks } from "./merge-tasks";
import { NoTasks } from "./no-tasks";
import type { TaskFilter } from "./task-filter";
import { TaskRow } from "./task-row";
import { useOlderTasks } from "./use-older-tasks";
import { useRefreshWhenBack } from "./use-refresh-when-back";

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
  if (sections.active.length + sections.ended.length === 0) return <NoTasks filter={filter} />;
  return (
    <>
      <Section title="In progress" tasks={sections.active} />
      <Section title="Ended" tasks={sections.ended} />
      {older.problem && (
        <InlineError
          className="m-4"
          action={
            <Button size="sm" onClick={older.load}>
              Try again
            </Button>
          }
        >
          {older.problem}
        </InlineError>
      )}
      {older.more && !older.problem && (
        <div className="flex justify-center p-4">
          <Button pending={older.loading} onClick={older.load}>
            Load older
          </Button>
        </div>
      )}
    </>
  );
}

function Section({ title, tasks }: { title: string; tasks: TaskSnapshot[] }) {
  if (tasks.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="px-4 pt-4 pb-1 text-sm font-semibold text-muted">{title}</h2>
      <ul className="divide-y divide-hairline border-y border-hairline bg-surface">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}
