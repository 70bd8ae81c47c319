"use client";

import { useQuery } from "@tanstack/react-query";
import { askEvery } from "@/components/http/query-client";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { getJson } from "@/components/http/request";
import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { TaskWorker, TaskWorkers as Workers } from "@/lib/bulk/task/task-workers";
import { counted, number } from "@/lib/model/locale";
import { LocalTime } from "@/components/values/local-time";

const AGAIN_MS = 2_000;

/** Which worker processes write the task's chunks; what a chunk in the making does is not known before it commits. */
export function TaskWorkers({ task }: { task: TaskSnapshot }) {
  const moves = isActive(task.state) && task.state !== "paused";
  const read = useQuery({
    queryKey: ["task-workers", task.id, task.state],
    queryFn: ({ signal }) => getJson<Workers>(`/api/tasks/${task.id}/workers`, { signal, has: ["workers"] }),
    refetchInterval: askEvery(moves && AGAIN_MS),
    placeholderData: (previous) => previous,
    enabled: task.backend !== "direct",
  });
  const { data } = read;
  const problem = <ReadProblem query={read} what="Its workers" className="mt-6" />;
  if (!data || (data.workers.length === 0 && !moves)) return problem;
  return (
    <section aria-labelledby="workers" className="mt-6 border-t border-hairline pt-4">
      <h2 id="workers" className="text-sm font-semibold text-muted">
        Workers
      </h2>
      {problem}
      {moves && <p className="mt-1 text-sm tabular">{nowText(data)}</p>}
      <ul className="mt-1 divide-y divide-hairline text-sm">
        {data.workers.map((worker) => (
          <Worker key={`${worker.host}-${worker.pid}-${worker.lastChunkAt}`} worker={worker} />
        ))}
      </ul>
    </section>
  );
}

function Worker({ worker }: { worker: TaskWorker }) {
  const { host, pid, gone, busy, chunks, records, lastChunkAt } = worker;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-1.5 tabular sm:grid-cols-[minmax(0,2fr)_6rem_minmax(0,3fr)_auto]">
      <span className="min-w-0 truncate font-mono text-xs leading-5">
        {host === null ? "a worker that is no longer known" : `${host}, process ${pid}`}
      </span>
      <span className={busy ? "font-medium text-accent" : "text-muted"}>
        {busy ? "at work" : gone ? "gone" : "idle"}
      </span>
      <span className="text-muted">
        {counted(records, "record")} in {counted(chunks, "chunk")}
      </span>
      <span className="text-muted">
        last <LocalTime at={lastChunkAt} withSeconds />
      </span>
    </li>
  );
}

/** "12 chunks to go, 1 of them put off for a moment; up to 2 lanes at once." */
function nowText({ open, held, lanes }: Workers): string {
  const chunks = `${counted(open, "chunk")} to go`;
  const putOff = held > 0 ? `, ${number(held)} put off for a moment after a lock or a time-out` : "";
  return `${chunks}${putOff}; up to ${counted(lanes, "lane")} at once.`;
}
