import { type Actor, canControlTask } from "@/lib/model/actor";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { TableChange } from "./table-changes";
import { newsFor } from "./table-news";
import { taskEvent, type TaskEvent } from "./task-event";

export interface HubViewer {
  actor: Actor;
  /** What has changed of what the actor may see. All viewers of one person are told by the same object. */
  onEvent: (event: TaskEvent) => void;
  /** The database can't be asked any more: what the viewer has will grow old. */
  onLost: () => void;
}

/** Viewers by person: what to tell is decided and put together once for each of them, not once for each viewer. */
export class ViewerGroups {
  readonly #groups = new Map<string, Set<HubViewer>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(viewer: HubViewer): void {
    const key = keyOf(viewer.actor);
    const group = this.#groups.get(key) ?? new Set();
    this.#groups.set(key, group.add(viewer));
    this.#size += 1;
  }

  delete(viewer: HubViewer): void {
    const key = keyOf(viewer.actor);
    const group = this.#groups.get(key);
    if (!group?.delete(viewer)) return;
    this.#size -= 1;
    if (group.size === 0) this.#groups.delete(key);
  }

  *all(): Generator<HubViewer> {
    for (const group of this.#groups.values()) yield* group;
  }

  tell(tasks: readonly TaskSnapshot[], changes: readonly TableChange[]): void {
    for (const group of this.#groups.values()) {
      const [first] = group;
      if (!first) continue;
      const seen = tasks.filter(({ actor }) => canControlTask(first.actor, { actorId: actor.id }));
      const news = newsFor(first.actor, changes);
      if (seen.length + news.length === 0) continue;
      const event = taskEvent("tasks", seen, news);
      for (const viewer of group) viewer.onEvent(event);
    }
  }
}

/** A stream keeps the role that its reader had when it began. */
const keyOf = ({ id, role }: Actor) => `${id} ${role}`;
