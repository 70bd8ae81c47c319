import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { mergedNews, type TableNews } from "./table-news";

export interface TaskEvent {
  /** `snapshot`: what is there now. `tasks`: what has changed since. */
  type: "snapshot" | "tasks";
  tasks: readonly TaskSnapshot[];
  /** Tables whose records have changed since the last event. */
  tables: readonly TableNews[];
  /** The highest revision among the tasks. */
  revision: number;
}

export function taskEvent(
  type: TaskEvent["type"],
  tasks: readonly TaskSnapshot[],
  tables: readonly TableNews[] = [],
): TaskEvent {
  return { type, tasks, tables, revision: Math.max(0, ...tasks.map((task) => task.revision)) };
}

/** Two events that were not taken in time, as one: of each task the later snapshot, of each table the sum. */
export function mergedEvent(earlier: TaskEvent, later: TaskEvent): TaskEvent {
  const tasks = new Map([...earlier.tasks, ...later.tasks].map((task) => [task.id, task]));
  return taskEvent(later.type, [...tasks.values()], mergedNews([...earlier.tables, ...later.tables]));
}
