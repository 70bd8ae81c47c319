"use client";

import { ListChecks } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { lazyPanel } from "@/components/ui/overlays/lazy-panel";
import { Popover } from "@/components/ui/overlays/popover";
import { isActive } from "@/lib/bulk/model/states";
import { EndToasts } from "./end-toasts";
import { LiveIndicator } from "@/components/tasks/live/live-indicator";
import { useLiveTasks } from "@/components/tasks/live/live-tasks-provider";
import { useTasksContext } from "@/components/tasks/act/tasks-context";
import { useProgressTitle } from "./use-progress-title";
import { useSeenTasks } from "./use-seen-tasks";

const TrayPanel = lazyPanel(async () => (await import("./tray-panel")).TrayPanel, "h-40 w-full");

/** In the header of every page: whether it is live, what runs, and what has ended unseen. */
export function Tray() {
  const { tasks } = useLiveTasks();
  const { actor } = useTasksContext();
  const { unseen, markAll } = useSeenTasks();
  const [open, setOpen] = useState(false);
  const active = tasks.filter((task) => isActive(task.state));
  const paused = active.filter(({ state }) => state === "paused").length;
  const running = active.length - paused;
  const pathname = usePathname();
  // The page of a task says itself how far it is.
  useProgressTitle(active.filter((task) => task.actor.id === actor.id && pathname !== `/tasks/${task.id}`));

  function change(next: boolean): void {
    // Marked on the way out, so that what is new stands out while it is being read.
    if (!next) markAll();
    setOpen(next);
  }

  return (
    <>
      <LiveIndicator />
      <Popover
        title="Tasks"
        align="end"
        open={open}
        onOpenChange={change}
        className="w-96 max-w-[calc(100vw-1rem)] p-0!"
        trigger={
          <button type="button" aria-label={labelOf(running, paused, unseen.length)} className={buttonClass("ghost")}>
            <ListChecks className="size-4" aria-hidden />
            {active.length > 0 && (
              <span className="tabular">
                {running || paused}
                <span className="max-sm:hidden"> {running > 0 ? "running" : "paused"}</span>
              </span>
            )}
            {unseen.length > 0 && (
              <span className="rounded-full bg-accent px-1.5 text-xs text-accent-ink tabular">{unseen.length}</span>
            )}
          </button>
        }
      >
        <TrayPanel tasks={tasks} unseen={new Set(unseen.map((task) => task.id))} onFollow={() => change(false)} />
      </Popover>
      <EndToasts />
    </>
  );
}

function labelOf(running: number, paused: number, unseen: number): string {
  const parts = [
    running > 0 && `${running} running`,
    paused > 0 && `${paused} paused`,
    unseen > 0 && `${unseen} ended since you last looked`,
  ].filter(Boolean);
  return parts.length > 0 ? `Tasks: ${parts.join(", ")}` : "Tasks";
}
