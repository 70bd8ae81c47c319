"use client";

import { useQuery } from "@tanstack/react-query";
import { askEvery } from "@/components/http/query-client";
import { ReadProblem } from "@/components/ui/failure/read-problem";
import { getJson } from "@/components/http/request";
import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { Throughput } from "@/lib/bulk/task/task-throughput";
import { durationText, rateText } from "@/components/tasks/words/task-words";

const AGAIN_MS = 1_000;
const HEIGHT = 100;

/** Records per second over the life of the task; what was refused stands out. */
export function TaskChart({ task, initial }: { task: TaskSnapshot; initial: Throughput | null }) {
  const moves = task.state === "running" || task.state === "cancelling";
  const read = useQuery({
    // Asked once more when it has ended: the last chunks may have come after the last answer.
    queryKey: ["throughput", task.id, moves],
    queryFn: ({ signal }) => getJson<Throughput | null>(`/api/tasks/${task.id}/throughput`, { signal }),
    initialData: initial,
    initialDataUpdatedAt: moves || isActive(task.state) ? 0 : undefined,
    refetchInterval: askEvery(moves && AGAIN_MS),
    placeholderData: (previous) => previous,
  });
  const { data } = read;
  const problem = <ReadProblem query={read} what="How fast it went" className="mt-6" />;
  if (!data || data.steps.length < 3) return problem;
  const { steps, stepMs, from, breaks } = data;
  const perSecond = (n: number) => (n * 1_000) / stepMs;
  const peak = Math.max(...steps.map(({ done, missed }) => done + missed));
  const text = `Peak ${rateText(perSecond(peak))} over ${durationText(steps.length * stepMs)}`;
  return (
    <figure className="mt-6">
      {problem}
      <figcaption className="flex justify-between gap-3 text-sm text-muted tabular">
        <span>Records per second</span>
        <span>peak {rateText(perSecond(peak))}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={text}
        viewBox={`0 0 ${steps.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="mt-1 h-24 w-full border-b border-hairline"
      >
        {steps.map(({ done, missed }, i) => {
          const [high, low] = [(HEIGHT * (done + missed)) / peak, (HEIGHT * missed) / peak];
          const at = new Date(new Date(from).getTime() + i * stepMs).toISOString();
          return (
            <g key={at}>
              <title>{`${rateText(perSecond(done + missed))}${missed >= 1 ? `, ${Math.round(missed)} not changed` : ""}`}</title>
              <rect x={i + 0.06} width={0.88} y={HEIGHT - high} height={high - low} className="fill-outcome-changed" />
              <rect x={i + 0.06} width={0.88} y={HEIGHT - low} height={low} className="fill-outcome-failed" />
            </g>
          );
        })}
        {breaks.map(({ step, ms }, i) => (
          <g key={i}>
            <title>{`Nothing was written for ${durationText(ms)}`}</title>
            <line
              x1={step}
              x2={step}
              y1={0}
              y2={HEIGHT}
              vectorEffect="non-scaling-stroke"
              strokeDasharray="3 3"
              className="stroke-outcome-conflict stroke-[1.5px]"
            />
          </g>
        ))}
      </svg>
      <div className="mt-1 flex justify-between text-xs text-muted tabular">
        <span>0 s</span>
        {breaks.length > 0 && (
          <span>nothing written for {durationText(breaks.reduce((sum, { ms }) => sum + ms, 0))}, left out here</span>
        )}
        <span>{durationText(steps.length * stepMs)}</span>
      </div>
    </figure>
  );
}
