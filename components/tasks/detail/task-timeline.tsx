"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { askEvery } from "@/components/http/query-client";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { getJson } from "@/components/http/request";
import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { TimelineEntry } from "@/lib/bulk/task/task-timeline";
import { useLiveTasks } from "@/components/tasks/live/live-tasks-provider";
import { LocalTime } from "@/components/values/local-time";
import { durationText } from "@/components/tasks/words/task-words";
import { linkedTask, timelineText } from "@/components/tasks/words/timeline-words";

/** Limits and lost workers show in no state. */
const AGAIN_MS = 5_000;

/** What happened to a task, by whom and why, in order. */
export function TaskTimeline({ task }: { task: TaskSnapshot }) {
  const { tasks } = useLiveTasks();
  const children = tasks.filter(({ parent }) => parent?.id === task.id).length;
  const read = useQuery({
    queryKey: ["timeline", task.id, task.state, children],
    queryFn: ({ signal }) => getJson<TimelineEntry[]>(`/api/tasks/${task.id}/timeline`, { signal, has: ["length"] }),
    refetchInterval: askEvery(isActive(task.state) && AGAIN_MS),
    placeholderData: (previous) => previous,
  });
  const { data } = read;
  const problem = <ReadProblem query={read} what="The timeline" className="mt-6" />;
  if (!data || data.length === 0) return problem;
  return (
    <section aria-labelledby="timeline" className="mt-6 border-t border-hairline pt-4">
      <h2 id="timeline" className="mb-1 text-sm font-semibold text-muted">
        Timeline
      </h2>
      {problem}
      <ol className="text-sm">
        {data.map((entry, i) => (
          <Entry key={entry.id} entry={entry} before={data[i - 1]} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, before }: { entry: TimelineEntry; before: TimelineEntry | undefined }) {
  const link = linkedTask(entry);
  const since = before && new Date(entry.at).getTime() - new Date(before.at).getTime();
  return (
    <li className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-2 py-0.5">
      <span className="text-muted">
        <LocalTime at={entry.at} withSeconds />
      </span>
      <span className="min-w-0 break-words">
        {timelineText(entry)}
        {since !== undefined && since >= 1_000 && <span className="text-muted"> · {durationText(since)} later</span>}
        {link && (
          <>
            {" · "}
            <Link href={`/tasks/${link}`} className="rounded-sm text-accent underline underline-offset-2 focus-ring">
              see that task
            </Link>
          </>
        )}
      </span>
    </li>
  );
}
