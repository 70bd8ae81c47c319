import Link from "next/link";
import { Button } from "@/components/ui/button";
import { mayBeDone } from "@/components/http/request-failure";
import { InlineError } from "@/components/ui/inline-error";
import type { ActionFailure } from "@/lib/model/action-result";

export interface ApplyFailureProps {
  failure: ActionFailure;
  taskId: string | null;
  /** Freezes afresh, where the plan itself is gone. */
  onCountAgain?: () => void;
}

/** What went wrong with an apply, and where to look. */
export function ApplyFailure({ failure, taskId, onCountAgain }: ApplyFailureProps) {
  const other = typeof failure.details.taskId === "string" ? failure.details.taskId : null;
  const uncertain = mayBeDone(failure);
  const to = other ?? (uncertain ? taskId : null);
  return (
    <InlineError
      code={failure.code}
      action={
        failure.code === "PLAN_EXPIRED" &&
        onCountAgain && (
          <Button size="sm" onClick={onCountAgain}>
            Count again
          </Button>
        )
      }
    >
      {uncertain
        ? "The connection was lost before an answer came. If the edit has begun, its status is here: "
        : failure.message}
      {to && (
        <Link href={`/tasks/${to}`} className="ml-1 underline underline-offset-2">
          View status
        </Link>
      )}
    </InlineError>
  );
}
