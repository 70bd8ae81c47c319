import { type Actor, canControlTask, hasRole } from "@/lib/actor";
import { currentTasks } from "@/lib/bulk/current-tasks";
import type { TaskSnapshot } from "@/lib/bulk/task-snapshot";
import type { Db } from "@/lib/db/client";
import { webDatabase } from "@/lib/db/index";
import { findTable } from "@/lib/tables/registry";
import { endWhenDismissed } from "./end-when-dismissed";
import { type TaskHub, webTaskHub } from "./hub";
import type { TableChange } from "./table-changes";

export interface TaskEvent {
  /** `snapshot`: what is there now. `tasks`: what has changed since. */
  type: "snapshot" | "tasks";
  tasks: TaskSnapshot[];
  /** Tables whose records have changed since the last event. */
  tables: TableNews[];
  /** The highest revision told so far on this stream. */
  revision: number;
}

/** How many records of a table were changed by others, or by a task; null where the actor may reach only some of them. */
export interface TableNews {
  table: string;
  changed: number | null;
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
  const news = new Map<string, TableNews>();
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
    onTables(changes) {
      for (const change of changes) addNews(news, actor, change);
      if (news.size > 0) wake();
    },
  });
  const forget = endWhenDismissed(db, actor, end);
  try {
    let revision = 0;
    let tasks = await currentTasks({ db, actor });
    let type: TaskEvent["type"] = "snapshot";
    while (!ended) {
      revision = Math.max(revision, ...tasks.map((task) => task.revision));
      const tables = [...news.values()];
      news.clear();
      yield { type, tasks, tables, revision };
      if (waiting.size + news.size === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
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

function addNews(
  news: Map<string, TableNews>,
  actor: Actor,
  { table: name, actorId, records, shown }: TableChange,
): void {
  const table = findTable(name);
  if (!table || !hasRole(actor, table.access.view)) return;
  const before = news.get(name)?.changed ?? 0;
  const more = shown && actorId === actor.id ? 0 : records;
  news.set(name, { table: name, changed: table.scope(actor) ? null : before + more });
}
