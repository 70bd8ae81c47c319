import type { SQL } from "drizzle-orm";
import type { RunnableTask } from "@/lib/bulk/change/runnable-task";
import { insertChunkHistory } from "@/lib/history/write-history";

/** History of `swath_written` as a change of values, with what these columns held before and hold now. */
export function valuesHistory({ task, table, actor }: RunnableTask, columns: string[]): SQL {
  return insertChunkHistory({
    taskId: task.id,
    actorId: actor.id,
    table,
    wrote: "values",
    columns,
    sides: ["before", "after"],
    rows: "swath_written",
  });
}
