import type { ReactNode } from "react";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { LocalTime } from "@/components/values/local-time";
import { durationText } from "@/components/tasks/words/task-words";

const ERROR_POLICY = {
  skip_failed: "A refused record is skipped and listed; the others go on.",
  all_or_nothing: "One refused record, and nothing is changed at all.",
};
const CONFLICT_POLICY = {
  skip: "A record that somebody else changes meanwhile is left as they made it.",
  overwrite: "A record that somebody else changes meanwhile is changed all the same.",
};

/** Who, when, how long, and under which rules. */
export function TaskFacts({ task }: { task: TaskSnapshot }) {
  const { startedAt, finishedAt, pausedMs } = task;
  const took = startedAt && finishedAt ? new Date(finishedAt).getTime() - new Date(startedAt).getTime() : null;
  const facts: [string, ReactNode][] = [
    ["Asked by", task.actor.name],
    ["Asked", <LocalTime key="at" at={task.createdAt} withDate="always" />],
    ["Began", startedAt ? <LocalTime key="at" at={startedAt} withDate="always" /> : "not yet"],
    ["Ended", finishedAt ? <LocalTime key="at" at={finishedAt} withDate="always" /> : "not yet"],
    [
      "Took",
      took === null
        ? "–"
        : `${durationText(took)}${pausedMs > 0 ? `, paused for ${durationText(pausedMs)} of it` : ""}`,
    ],
    [
      "Ran",
      task.backend === "direct" ? "at once, in one transaction" : `in the background (${task.backend ?? "not yet"})`,
    ],
    ["If refused", ERROR_POLICY[task.errorPolicy]],
    [
      "If changed meanwhile",
      task.operation === "undo" ? "A record edited since is left as it is." : CONFLICT_POLICY[task.conflictPolicy],
    ],
    [
      "Task",
      <code key="id" className="font-mono text-xs break-all">
        {task.id}
      </code>,
    ],
  ];
  return (
    <section aria-label="Facts" className="mt-6 border-t border-hairline pt-4">
      <dl className="grid gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2">
        {facts.map(([term, fact]) => (
          <div key={term} className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-2">
            <dt className="text-muted">{term}</dt>
            <dd className="tabular">{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
