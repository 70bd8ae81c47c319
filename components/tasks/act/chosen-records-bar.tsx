"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { counted } from "@/lib/model/locale";
import { useFollowUp } from "./follow-up-provider";
import { useEscape } from "@/components/tasks/list/use-escape";
import type { ListSelection } from "@/components/tasks/list/use-list-selection";

/** Rises at the foot of a task's records while some are chosen: the way to take back only these. */
export function ChosenRecordsBar({ task, selection }: { task: TaskSnapshot; selection: ListSelection }) {
  const followUp = useFollowUp();
  const { ids, clear } = selection;
  useEscape(ids.size > 0, clear);
  if (ids.size === 0) return null;
  const records = counted(ids.size, "record");
  return (
    <div
      role="region"
      aria-label="Chosen records"
      className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-hairline bg-surface px-2 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]"
    >
      <p role="status" className="font-medium tabular">
        {records} chosen
      </p>
      <div className="ml-auto flex items-center gap-2">
        <Button onClick={() => followUp(task, "Undo", [...ids])}>
          {task.operation === "delete" ? `Restore ${records}…` : `Undo for ${records}…`}
        </Button>
        <IconButton label="Clear the choice" icon={<X className="size-4" />} onClick={clear} />
      </div>
    </div>
  );
}
