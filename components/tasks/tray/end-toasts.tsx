"use client";

import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { keepInView, showInBrowser } from "./browser-notification";
import { useFollowUp } from "@/components/tasks/act/follow-up-provider";
import { useTasksContext } from "@/components/tasks/act/tasks-context";
import { useEndedTasks } from "./use-ended-tasks";
import { useShowEnd } from "./use-show-end";

/**
 * Tells this person of the end of their tasks, by the channels that the task names: a toast, unless its own page is open
 * and says so anyway, and a notification of the browser where no tab is in view.
 */
export function EndToasts() {
  const { actor } = useTasksContext();
  const pathname = usePathname();
  const router = useRouter();
  const showEnd = useShowEnd();
  const followUp = useFollowUp();
  useEffect(keepInView, []);
  useEndedTasks((task) => {
    if (task.actor.id !== actor.id) return;
    if (task.notification.includes("toast") && pathname !== `/tasks/${task.id}`) showEnd(task, followUp);
    if (task.notification.includes("browser")) void showInBrowser(task, () => router.push(`/tasks/${task.id}`));
  });
  return null;
}
