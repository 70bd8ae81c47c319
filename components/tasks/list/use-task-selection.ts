"use client";

import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { type ListSelection, useListSelection } from "./use-list-selection";

export interface TaskSelection extends Omit<ListSelection, "ids"> {
  /** In the order of the list; what has left the list is no longer among them. */
  tasks: TaskSnapshot[];
}

/** Which tasks of a list are selected. @param shown all of the list, in its order */
export function useTaskSelection(shown: TaskSnapshot[]): TaskSelection {
  const { ids, ...selection } = useListSelection(shown.map(({ id }) => id));
  return { ...selection, tasks: shown.filter((task) => ids.has(task.id)) };
}
