import { isActive } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { TableNews } from "@/lib/live/table-news";

export type LiveStatus = "live" | "connecting" | "offline";

export interface LiveState {
  /** Newest first. */
  tasks: TaskSnapshot[];
  byId: ReadonlyMap<string, TaskSnapshot>;
  status: LiveStatus;
  /** Since when the tasks have not been brought up to date; null while live. Milliseconds. */
  since: number | null;
}

export interface TasksMessage {
  /** `snapshot`: all there is to know now. `tasks`: what has changed. */
  type: "snapshot" | "tasks";
  tasks: TaskSnapshot[];
}

/** What changed in tables; null: some of it may have been missed. */
export type NewsReader = (news: TableNews[] | null) => void;

export const NOTHING_YET: LiveState = { tasks: [], byId: new Map(), status: "connecting", since: null };

/** What a tab knows of the tasks: an older revision never replaces a newer one, whatever order they come in. */
export class LiveStore {
  #state = NOTHING_YET;
  readonly #listeners = new Set<() => void>();
  readonly #readers = new Set<NewsReader>();

  readonly get = (): LiveState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly readNews = (reader: NewsReader): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  tell(news: TableNews[] | null): void {
    for (const reader of this.#readers) reader(news);
  }

  take({ type, tasks }: TasksMessage): void {
    const { byId } = this.#state;
    const merged = new Map(byId);
    let changed = false;
    for (const task of tasks) {
      const known = merged.get(task.id);
      if (known && known.revision >= task.revision) continue;
      merged.set(task.id, task);
      changed = true;
    }
    if (type === "snapshot") {
      // In progress here, but not there any more: its end was missed, and it is not among the recent ones.
      const there = new Set(tasks.map((task) => task.id));
      for (const task of byId.values()) {
        if (isActive(task.state) && !there.has(task.id)) changed = merged.delete(task.id) || changed;
      }
    }
    if (changed) this.#set({ byId: merged, tasks: newestFirst(merged) });
    // A stream begins, or requests stand in for it: what happened to tables before, nobody has told.
    if (type === "snapshot") this.tell(null);
  }

  setStatus(status: LiveStatus, since: number | null = null): void {
    const { status: before, since: sinceBefore } = this.#state;
    if (status !== before || since !== sinceBefore) this.#set({ status, since });
    if (status === "live" && before === "connecting") this.tell(null);
  }

  #set(part: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

/** Ids are UUIDs of version 7: their order is that of creation. */
export function newestFirst(tasks: ReadonlyMap<string, TaskSnapshot>): TaskSnapshot[] {
  return [...tasks.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1));
}
