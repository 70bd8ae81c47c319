import { type Actor, canControlTask } from "@/lib/actor";
import { currentTasks } from "@/lib/bulk/current-tasks";
import type { TaskSnapshot } from "@/lib/bulk/task-snapshot";
import type { Db } from "@/lib/db/client";
import { webDatabase } from "@/lib/db/index";
import { endWhenDismissed } from "./end-when-dismissed";
import { type TaskHub, webTaskHub } from "./hub";

export interface TaskEvent {
  /** `snapshot`: what is there now. `tasks`: what has changed since. */
  type: "snapshot" | "tasks";
  tasks: TaskSnapshot[];
  /** The highest revision told so far on this stream. */
  revision: number;
}

/**
 * The tasks that an actor may see, as they are now and then as they change, until `signal` aborts or the database
 * can't be asked any more. A slow reader misses steps in between, never the last one.
 */
export async function* taskEvents(
  actor: Actor,
  signal: AbortSignal,
  { hub, db }: { hub: TaskHub; db: Db } = { hub: webTaskHub(), db: webDatabase().db },
): AsyncGenerator<TaskEvent, void, undefined> {
  const waiting = new Map<string, TaskSnapshot>();
  let ended = signal.aborted;
  let wake = () => {};
  const end = () => {
    ended = true;
    wake();
  };
  signal.addEventListener("abort", end, { once: true });
  const leave = await hub.join({
    onLost: end,
    onTasks(tasks) {
      for (const task of tasks) if (canControlTask(actor, { actorId: task.actor.id })) waiting.set(task.id, task);
      wake();
    },
  });
  const forget = endWhenDismissed(db, actor, end);
  try {
    let revision = 0;
    let tasks = await currentTasks({ db, actor });
    let type: TaskEvent["type"] = "snapshot";
    while (!ended) {
      revision = Math.max(revision, ...tasks.map((task) => task.revision));
      yield { type, tasks, revision };
      if (waiting.size === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      tasks = [...waiting.values()];
      type = "tasks";
      waiting.clear();
    }
  } finally {
    signal.removeEventListener("abort", end);
    forget();
    leave();
  }
}
