import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { newestFirst } from "@/components/tasks/live/live-store";
import { matchesFilter, type TaskFilter } from "./task-filter";

export interface TaskSections {
  active: TaskSnapshot[];
  ended: TaskSnapshot[];
}

/**
 * What the pages from the server hold and what the stream has told since, as one list: of each task the newest that is
 * known. Tasks older than the last page stay out of it until their page is loaded, so that the list has no gaps.
 */
export function mergeTasks(
  loaded: readonly TaskSnapshot[],
  live: readonly TaskSnapshot[],
  filter: TaskFilter,
  hasOlder: boolean,
): TaskSections {
  const byId = new Map(loaded.map((task) => [task.id, task]));
  const endedIds = loaded.filter((task) => !isActive(task.state)).map((task) => task.id);
  const oldest = endedIds.toSorted()[0] ?? "";
  for (const task of live) {
    const known = byId.get(task.id);
    const belongs = known || isActive(task.state) || !hasOlder || task.id > oldest;
    if (belongs && (!known || task.revision > known.revision)) byId.set(task.id, task);
  }
  const tasks = newestFirst(byId).filter((task) => matchesFilter(task, filter));
  return {
    active: tasks.filter((task) => isActive(task.state)),
    ended: tasks.filter((task) => !isActive(task.state)),
  };
}
