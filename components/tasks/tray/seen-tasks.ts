import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { isTerminal } from "@/lib/bulk/model/states";

/** What a person has seen the end of: everything up to a revision, and single tasks since. Kept in the browser. */
export interface Seen {
  upTo: number;
  ids: string[];
}

/** Ended tasks of this person that want a mark and that they have not looked at yet, newest first. */
export function unseenOf(tasks: TaskSnapshot[], actorId: string, seen: Seen | null): TaskSnapshot[] {
  if (!seen) return [];
  return tasks.filter(
    ({ id, state, actor, notification, revision }) =>
      actor.id === actorId &&
      isTerminal(state) &&
      notification.includes("status_page") &&
      revision > seen.upTo &&
      !seen.ids.includes(id),
  );
}

/** Everything that is known now has been seen. */
export function allSeen(tasks: TaskSnapshot[], seen: Seen | null): Seen {
  return { upTo: Math.max(seen?.upTo ?? 0, ...tasks.map((task) => task.revision)), ids: [] };
}

const MOST_IDS = 100;

export function withSeen({ upTo, ids }: Seen, id: string): Seen {
  return { upTo, ids: [id, ...ids.filter((other) => other !== id)].slice(0, MOST_IDS) };
}

export function parseSeen(text: string | null): Seen | null {
  try {
    const { upTo, ids } = JSON.parse(text ?? "null") as Partial<Seen>;
    return typeof upTo === "number" && Array.isArray(ids) ? { upTo, ids: ids.map(String) } : null;
  } catch {
    return null;
  }
}
