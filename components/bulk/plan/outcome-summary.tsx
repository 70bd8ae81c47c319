import Link from "next/link";
import { OutcomeBadge } from "@/components/ui/outcome-badge";
import { COUNTED_OUTCOMES } from "@/lib/bulk/model/outcomes";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { records } from "@/components/values/count-words";

/** What a direct edit did, at once and in full. */
export function OutcomeSummary({ task }: { task: TaskSnapshot }) {
  const told = COUNTED_OUTCOMES.filter((outcome) => task.counts[outcome] > 0);
  return (
    <div role="status" className="space-y-3">
      <p className="text-lg font-semibold">{summaryTitle(task)}</p>
      {task.error && <p>{task.error.message}</p>}
      <p className="flex flex-wrap gap-1.5">
        {told.map((outcome) => (
          <OutcomeBadge key={outcome} outcome={outcome} count={task.counts[outcome]} />
        ))}
      </p>
      <p>
        <Link href={`/tasks/${task.id}`} className="text-accent underline underline-offset-2">
          {task.state === "succeeded" ? "See every record" : "See which and why"}
        </Link>
      </p>
    </div>
  );
}

export function summaryTitle({ counts, operation }: TaskSnapshot): string {
  if (counts.changed === 0) return "Nothing was changed.";
  const done = { update: "changed", import: "saved", delete: "deleted", undo: "restored" }[operation];
  return `${records(counts.changed)} ${done}.`;
}
