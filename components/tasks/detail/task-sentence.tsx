import Link from "next/link";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { LocalTime } from "@/components/values/local-time";
import { recordsOf } from "@/components/tasks/words/task-words";

const VERBS = { update: "change", import: "save", delete: "delete", undo: "put back" } as const;

/** What was asked, by whom and when: "Editor asked at 14:02 to change 2,981 records of Places (Country is US): …" */
export function TaskSentence({ task }: { task: TaskSnapshot }) {
  return (
    <div className="mt-1 max-w-prose text-base text-pretty text-muted">
      <p>
        <span className="text-ink">{task.actor.name}</span> asked (<LocalTime at={task.createdAt} />) to{" "}
        {VERBS[task.operation]} <span className="text-ink tabular">{recordsOf(task)}</span> (
        <Link href={task.tableHref} className="text-accent underline underline-offset-2">
          {task.filterText}
        </Link>
        ){task.operation === "update" && <>: {task.changeText}</>}.
      </p>
      {task.reason && (
        <p className="mt-1">
          Comment: <q className="text-ink">{task.reason}</q>
        </p>
      )}
    </div>
  );
}
