"use client";

import { usePathname, useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useCallback } from "react";
import { lazySheet } from "@/components/ui/overlays/lazy-sheet";
import { useToasts } from "@/components/ui/overlays/use-toasts";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useLiveStore } from "@/components/tasks/live/live-tasks-provider";
import { useTellApplied } from "./use-tell-applied";
import { type FollowUpVerb, usePlanFollowUp } from "./use-plan-follow-up";

const FollowUpSheet = lazySheet(async () => (await import("./follow-up-sheet")).FollowUpSheet);

type FollowUp = (task: TaskSnapshot, verb: FollowUpVerb, ids?: string[]) => void;

const Context = createContext<FollowUp | null>(null);

/** One sheet for every retry and undo of the app: from the list, a task's page, the tray or a toast. */
export function FollowUpProvider({ children }: { children: ReactNode }) {
  const { step, open, start: plan, close } = usePlanFollowUp();
  const toasts = useToasts();
  const start: FollowUp = useCallback(
    (task, verb, ids) => {
      // Its news are being acted upon, and on a phone it would cover the sheet.
      toasts.close(`task-${task.id}`);
      plan(task, verb, ids);
    },
    [plan, toasts],
  );
  const store = useLiveStore();
  const tell = useTellApplied(start);
  const router = useRouter();
  const pathname = usePathname();

  function applied(result: ApplyResult): void {
    close({ applied: true });
    store.take({ type: "tasks", tasks: [result.task] });
    // On the page of the task that was followed up, its successor is what one wants to see next.
    if (pathname === `/tasks/${step?.task.id}`) router.push(`/tasks/${result.task.id}`);
    else tell(result);
  }

  return (
    <Context value={start}>
      {children}
      <FollowUpSheet step={step} open={open} onRetry={start} onClose={close} onApplied={applied} />
    </Context>
  );
}

/** `followUp(task, "Undo")` opens its plan and preview; with ids that of an undo of these records only. */
export function useFollowUp(): FollowUp {
  const followUp = use(Context);
  if (!followUp) throw new Error("Wrap the page in FollowUpProvider.");
  return followUp;
}
