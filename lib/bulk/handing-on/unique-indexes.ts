import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import type { UniqueIndex } from "@/lib/history/live-columns";

/** The unique indexes whose values a change may alter, those over computed columns included. */
export function writtenIndexes({ compiled, live }: RunnableTask): UniqueIndex[] {
  if (compiled.mode !== "update") return [];
  const written = new Set(compiled.assignments.map(({ column }) => column.dbName));
  for (const { name, generated } of live.columns) if (generated !== null) written.add(name);
  return live.unique.filter(({ columns }) => columns.some((name) => written.has(name)));
}

/** Whether records of the task may hand on unique values to each other, so that the order of writing matters. */
export const handsOn = (runnable: RunnableTask): boolean => writtenIndexes(runnable).length > 0;
