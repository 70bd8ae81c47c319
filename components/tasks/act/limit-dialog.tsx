"use client";

import { type FormEvent, useId, useState } from "react";
import { answered } from "@/components/http/answered";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import { Field } from "@/components/ui/forms/field";
import { InlineError } from "@/components/ui/inline-error";
import { Input } from "@/components/ui/forms/input";
import type { ActionFailure } from "@/lib/model/action-result";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { numberOrNull } from "./limit-number";
import { useLiveTasks } from "@/components/tasks/live/live-tasks-provider";
import { taskTitle } from "@/lib/bulk/model/task-text";
import { useTasksContext } from "./tasks-context";

/** Records per second and lanes of a task, changed while it runs. */
export function LimitDialog({ task, onClose }: { task: TaskSnapshot; onClose: () => void }) {
  const { actions } = useTasksContext();
  const { take } = useLiveTasks();
  const formId = useId();
  const [rate, setRate] = useState(task.maxRecordsPerSecond === null ? "" : String(task.maxRecordsPerSecond));
  const [lanes, setLanes] = useState(String(task.lanes));
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setPending(true);
    const limits = { maxRecordsPerSecond: numberOrNull(rate), lanes: numberOrNull(lanes) ?? Number.NaN };
    const result = await answered(actions.limitTask({ taskId: task.id, ...limits }));
    setPending(false);
    if (!result.ok) return setFailure(result);
    take(result.value);
    onClose();
  }

  const fields = failure?.fields ?? {};
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Limit this task"
      description={taskTitle(task)}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={pending}>
            {rate.trim() === "" ? "Let it run without a limit" : "Limit the task"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
        <Field
          label="Records per second"
          error={fields["maxRecordsPerSecond"]}
          hint="Over all its lanes. Empty: as fast as it goes."
        >
          <Input inputMode="numeric" autoFocus value={rate} onValueChange={setRate} />
        </Field>
        <Field label="Lanes" error={fields["lanes"]} hint="How many may work on it at once, 1 to 32.">
          <Input inputMode="numeric" value={lanes} onValueChange={setLanes} />
        </Field>
        <p className="text-sm text-muted">Holds within a few seconds, on every worker, and is noted in its timeline.</p>
        {failure && Object.keys(fields).length === 0 && (
          <InlineError code={failure.code}>{failure.message}</InlineError>
        )}
      </form>
    </Dialog>
  );
}
