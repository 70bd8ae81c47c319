import { and, desc, inArray } from "drizzle-orm";
import type { Ctx } from "@/lib/ctx";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { visibleTo } from "./list-tasks";
import { ACTIVE_STATES, TERMINAL_STATES } from "@/lib/bulk/model/states";
import { taskRows, toSnapshot } from "./task-snapshots";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";

const MAX_ACTIVE = 200;
const RECENT = 20;

/** What a live page begins with: the visible tasks in progress and the last ones that ended, newest first. */
export async function currentTasks(ctx: Ctx): Promise<TaskSnapshot[]> {
  const [active, recent] = await Promise.all([
    newest(ctx, ACTIVE_STATES, MAX_ACTIVE),
    newest(ctx, TERMINAL_STATES, RECENT),
  ]);
  return [...active, ...recent].toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

async function newest({ db, actor }: Ctx, states: typeof ACTIVE_STATES | typeof TERMINAL_STATES, limit: number) {
  const rows = await taskRows(db)
    .where(and(visibleTo(actor), inArray(bulkTasks.state, [...states])))
    .orderBy(desc(bulkTasks.id))
    .limit(limit);
  return rows.map(toSnapshot);
}
