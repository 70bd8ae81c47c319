"use client";

import { Bell } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { useTasksContext } from "@/components/tasks/act/tasks-context";
import { askPermission, declineOffer, useBrowserPermission } from "./use-browser-permission";

/** Offers to tell of the end outside of the page: while a task of one's own runs in the background, until it is answered. */
export function BrowserOffer({ tasks, className }: { tasks: TaskSnapshot[]; className?: string }) {
  const { actor } = useTasksContext();
  const permission = useBrowserPermission();
  const own = tasks.some(
    (task) =>
      task.actor.id === actor.id &&
      task.backend !== "direct" &&
      isActive(task.state) &&
      task.notification.includes("browser"),
  );
  if (permission !== "default" || !own) return null;
  return (
    <div className={cx("flex flex-wrap items-center gap-x-3 gap-y-2 text-sm", className)}>
      <p className="flex min-w-0 flex-1 basis-48 items-center gap-2 text-muted">
        <Bell className="size-4 shrink-0" aria-hidden />
        Going elsewhere meanwhile? This browser can tell you when it is done.
      </p>
      <div className="flex gap-2">
        <Button size="sm" onClick={() => void askPermission()}>
          Notify me
        </Button>
        <Button size="sm" variant="ghost" onClick={declineOffer}>
          No, thanks
        </Button>
      </div>
    </div>
  );
}
