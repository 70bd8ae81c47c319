import { and, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { canControlTask } from "@/lib/model/actor";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Ctx } from "@/lib/ctx";
import { notifications } from "@/lib/db/schema/notifications";
import { AppError } from "@/lib/model/errors";
import { type Delivery, deliveryRows, toDelivery } from "./list-deliveries";

export const SendAgainInput = z.object({ deliveryId: z.uuid() });
export type SendAgainInput = z.infer<typeof SendAgainInput>;

/**
 * Puts a message back to the start, whatever became of it. It keeps its Message-ID or webhook-id, so that a receiver who
 * had it after all can tell. For the owner of the task and admins.
 * @throws AppError NOT_FOUND (also another person's), CONFLICT (still waiting)
 */
export async function sendAgain(ctx: Ctx, { deliveryId }: SendAgainInput): Promise<Delivery> {
  const [found] = await deliveryRows(ctx).where(eq(notifications.id, deliveryId));
  if (!found || !canControlTask(ctx.actor, found.task)) throw new AppError("NOT_FOUND", "There is no such message.");
  const message = await ctx.db.transaction(async (tx) => {
    const [again] = await tx
      .update(notifications)
      .set({ state: "waiting", attempts: 0, nextTryAt: sql`now()`, sentAt: null, lastError: null })
      .where(and(eq(notifications.id, deliveryId), ne(notifications.state, "waiting")))
      .returning();
    if (!again) throw new AppError("CONFLICT", "This message is already waiting to be sent.");
    const { taskId, channel } = again;
    const act = { actorId: ctx.actor.id, action: "resent", details: { channel } } as const;
    await writeAudit(tx, { ...act, subjectKind: "task", subjectId: taskId });
    return again;
  });
  return toDelivery({ message, task: found.task });
}
