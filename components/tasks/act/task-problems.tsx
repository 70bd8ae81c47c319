import { Button } from "@/components/ui/button";
import { InlineError } from "@/components/ui/inline-error";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { taskTitle } from "@/lib/bulk/model/task-text";
import { counted } from "@/lib/model/locale";

export interface TaskProblem {
  task: TaskSnapshot;
  /** "can't be paused": what was wanted. */
  what: string;
  message: string;
  code: string;
}

/** Which of several tasks could not be steered, each with its reason. */
export function TaskProblems({ problems, onClose }: { problems: TaskProblem[]; onClose?: () => void }) {
  const [first] = problems;
  if (!first) return null;
  return (
    <InlineError
      className="mb-2"
      action={
        onClose && (
          <Button size="sm" onClick={onClose}>
            Dismiss
          </Button>
        )
      }
    >
      <span className="font-medium">
        {counted(problems.length, "task")} {first.what}:
      </span>
      <ul className="mt-1 max-h-40 space-y-0.5 overflow-y-auto text-sm">
        {problems.map(({ task, message, code }) => (
          <li key={task.id}>
            {taskTitle(task)}: {message} <code className="font-mono text-xs text-muted">{code}</code>
          </li>
        ))}
      </ul>
    </InlineError>
  );
}
