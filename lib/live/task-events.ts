import { currentTasks } from "@/lib/bulk/task/current-tasks";
import type { Db } from "@/lib/db/client";
import { webDatabase } from "@/lib/db/index";
import { endWhenDismissed, type Reader } from "./end-when-dismissed";
import { type TaskHub, webTaskHub } from "./hub";
import { mergedEvent, taskEvent, type TaskEvent } from "./task-event";

/**
 * The tasks that a reader may see, as they are now and then as they change, until `signal` aborts or the database
 * can't be asked any more. A slow reader misses steps in between, never the last one.
 */
export async function* taskEvents(
  reader: Reader,
  signal: AbortSignal,
  { hub, db }: { hub: TaskHub; db: Db } = { hub: webTaskHub(), db: webDatabase().db },
): AsyncGenerator<TaskEvent, void, undefined> {
  const { actor } = reader;
  let waiting: TaskEvent | undefined;
  let ended = signal.aborted;
  let wake = () => {};
  const end = () => {
    ended = true;
    wake();
  };
  signal.addEventListener("abort", end, { once: true });
  const leave = await hub.join({
    actor,
    onLost: end,
    onEvent(event) {
      waiting = waiting ? mergedEvent(waiting, event) : event;
      wake();
    },
  });
  const forget = endWhenDismissed(db, reader, end);
  try {
    let next: TaskEvent | undefined = taskEvent("snapshot", await currentTasks({ db, actor }));
    while (!ended) {
      if (next) yield next;
      if (!waiting && !ended) await new Promise<void>((resolve) => (wake = resolve));
      next = waiting;
      waiting = undefined;
    }
  } finally {
    signal.removeEventListener("abort", end);
    forget();
    leave();
  }
}
