"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { getJson } from "@/components/http/request";
import { StateBadge } from "@/components/ui/state-badge";
import type { RelatedTasks as Related } from "@/lib/bulk/task/related-tasks";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { outcomeText, taskTitle } from "@/lib/bulk/model/task-text";
import { newestFirst } from "@/components/tasks/live/live-store";
import { useLiveTask, useLiveTasks } from "@/components/tasks/live/live-tasks-provider";
import { LocalTime } from "@/components/values/local-time";

/** The task that this one came from, and what came of it. */
export function RelatedTasks({ task, initial }: { task: TaskSnapshot; initial: Related }) {
  const { tasks } = useLiveTasks();
  const read = useQuery({
    queryKey: ["related", task.id],
    queryFn: ({ signal }) => getJson<Related>(`/api/tasks/${task.id}/related`, { signal, has: ["parent", "children"] }),
    initialData: initial,
  });
  const { data } = read;
  const problem = <ReadProblem query={read} what="Related tasks" className="mt-8" />;
  const live = tasks.filter(({ parent }) => parent?.id === task.id);
  const children = newestFirst(new Map([...data.children, ...live].map((child) => [child.id, child])));
  if (!data.parent && children.length === 0) return problem;
  return (
    <section aria-labelledby="related" className="mt-8">
      <h2 id="related" className="mb-1 text-sm font-semibold text-muted">
        Related tasks
      </h2>
      {problem}
      <ul className="divide-y divide-hairline border-y border-hairline">
        {data.parent && (
          <Related task={data.parent} how={task.parent?.relation === "undo_of" ? "This undoes" : "This retries"} />
        )}
        {children.map((child) => (
          <Related
            key={child.id}
            task={child}
            how={
              child.parent?.part
                ? "In part undone by"
                : child.parent?.relation === "undo_of"
                  ? "Undone by"
                  : "Retried by"
            }
          />
        ))}
      </ul>
    </section>
  );
}

function Related({ task: initial, how }: { task: TaskSnapshot; how: string }) {
  const task = useLiveTask(initial);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <span className="w-32 text-muted">{how}</span>
      <Link
        href={`/tasks/${task.id}`}
        className="min-w-0 flex-1 basis-48 truncate rounded-sm font-medium underline-offset-2 focus-ring hover:underline"
      >
        {taskTitle(task)}
      </Link>
      <StateBadge state={task.state} />
      <span className="text-muted tabular">{outcomeText(task)}</span>
      <LocalTime at={task.createdAt} />
    </li>
  );
}
