import { and, asc, eq } from "drizzle-orm";
import type { TaskAction } from "@/lib/audit/model/audited";
import type { Ctx } from "@/lib/ctx";
import { auditLog } from "@/lib/db/schema/audit-log";
import { users } from "@/lib/db/schema/users";
import { type TaskIdInput, visibleTask } from "./list-tasks";

export interface TimelineEntry {
  id: number;
  /** ISO 8601, by the database's clock. */
  at: string;
  action: TaskAction;
  /** Who asked for it; null: nobody, a worker did it. */
  actor: { id: string; name: string } | null;
  /** What belongs to the action: `lib/audit/audited.ts` says what. */
  details: Record<string, unknown>;
}

/** What happened to a task, in order: see `TASK_ACTIONS`. @throws AppError NOT_FOUND */
export async function taskTimeline(ctx: Ctx, { taskId }: TaskIdInput): Promise<TimelineEntry[]> {
  await visibleTask(ctx, taskId);
  const rows = await ctx.db
    .select({ entry: auditLog, actor: { id: users.id, name: users.name, email: users.email } })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(and(eq(auditLog.subjectKind, "task"), eq(auditLog.subjectId, taskId)))
    .orderBy(asc(auditLog.id));
  return rows.map(({ entry, actor }) => ({
    id: entry.id,
    at: entry.at.toISOString(),
    action: entry.action as TaskAction,
    actor: actor && { id: actor.id, name: actor.name ?? actor.email },
    details: entry.details,
  }));
}
