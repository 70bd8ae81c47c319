"use client";

import { usePathname } from "next/navigation";
import { useFollowUp } from "./follow-up-provider";
import { useTasksContext } from "./tasks-context";
import { useEndedTasks } from "./use-ended-tasks";
import { useShowEnd } from "./use-show-end";

/** A toast for each task that this person started and that ends, unless its own page is open and says so anyway. */
export function EndToasts() {
  const { actor } = useTasksContext();
  const pathname = usePathname();
  const showEnd = useShowEnd();
  const followUp = useFollowUp();
  useEndedTasks((task) => {
    if (task.actor.id === actor.id && pathname !== `/tasks/${task.id}`) showEnd(task, followUp);
  });
  return null;
}
