import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import { visibleTask } from "@/lib/bulk/task/list-tasks";
import type { Ctx } from "@/lib/ctx";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { type NotificationRow, notifications } from "@/lib/db/schema/notifications";
import { DELIVERY_STATES, type DeliveryState, SENT_CHANNELS, type SentChannel } from "./model/tell";
import { DEFAULT_WEBHOOK } from "./who-is-told";

const several = <T extends z.ZodType>(item: T) =>
  // In a query string, a list of one is no list.
  z.preprocess((given) => (typeof given === "string" ? [given] : given), z.array(item).max(10).optional());

export const ListDeliveriesInput = z.object({
  /** Left out: of all tasks, for admins. */
  taskId: z.uuid().optional(),
  /** Only this one. */
  id: z.uuid().optional(),
  states: several(z.enum(DELIVERY_STATES)),
  channels: several(z.enum(SENT_CHANNELS)),
  /** Only messages older than this one. */
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListDeliveriesInput = z.output<typeof ListDeliveriesInput>;

/** One message of the outbox, as pages see it. Times are ISO 8601. */
export interface Delivery {
  id: string;
  taskId: string;
  table: string;
  changeText: string;
  channel: SentChannel;
  /** An e-mail address; of a webhook only the host, since a URL may be a secret. */
  to: string;
  state: DeliveryState;
  attempts: number;
  lastError: string | null;
  createdAt: string;
  triedAt: string | null;
  sentAt: string | null;
  /** While waiting. */
  nextTryAt: string | null;
}

export interface DeliveryPage {
  deliveries: Delivery[];
  /** `before` of the next page; null at the end. */
  next: string | null;
}

/**
 * What was sent about the end of a task, newest first: of one that the actor may see, or, for admins, of all.
 * @throws AppError NOT_FOUND, FORBIDDEN
 */
export async function listDeliveries(
  ctx: Ctx,
  { taskId, id, states, channels, before, limit }: ListDeliveriesInput,
): Promise<DeliveryPage> {
  if (taskId) await visibleTask(ctx, taskId);
  else assertRole(ctx.actor, "admin", "see the messages about everybody's tasks");
  const rows = await deliveryRows(ctx)
    .where(
      and(
        taskId ? eq(notifications.taskId, taskId) : undefined,
        id ? eq(notifications.id, id) : undefined,
        states?.length ? inArray(notifications.state, states) : undefined,
        channels?.length ? inArray(notifications.channel, channels) : undefined,
        before ? lt(notifications.id, before) : undefined,
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(limit + 1);
  const deliveries = rows.slice(0, limit).map(toDelivery);
  return { deliveries, next: rows.length > limit ? (deliveries.at(-1)?.id ?? null) : null };
}

export interface DeliveryRow {
  message: NotificationRow;
  task: { tableName: string; changeText: string; actorId: string };
}

/** Messages with what is needed to name their tasks and to judge who may see them. */
export function deliveryRows({ db }: Pick<Ctx, "db">) {
  const { tableName, changeText, actorId } = bulkTasks;
  return db
    .select({ message: notifications, task: { tableName, changeText, actorId } })
    .from(notifications)
    .innerJoin(bulkTasks, eq(bulkTasks.id, notifications.taskId))
    .$dynamic();
}

export function toDelivery({ message, task }: DeliveryRow): Delivery {
  const { id, taskId, channel, state, attempts, lastError } = message;
  return {
    id,
    taskId,
    table: task.tableName,
    changeText: task.changeText,
    channel,
    to: nameOf(message),
    state,
    attempts,
    lastError,
    createdAt: message.createdAt.toISOString(),
    triedAt: message.triedAt?.toISOString() ?? null,
    sentAt: message.sentAt?.toISOString() ?? null,
    nextTryAt: state === "waiting" ? message.nextTryAt.toISOString() : null,
  };
}

function nameOf({ channel, recipient }: NotificationRow): string {
  if (channel !== "webhook" || recipient === DEFAULT_WEBHOOK) return recipient;
  return URL.parse(recipient)?.host ?? "an address";
}
