import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { type NotificationRow, notifications } from "@/lib/db/schema/notifications";

/** How long a message stays with whoever took it up and is not heard of again. */
export const LEASE_SECONDS = 20;
const NOT_HERE_SECONDS = 60;

const now = sql`clock_timestamp()`;
const inSeconds = (seconds: number) => sql`clock_timestamp() + ${seconds}::float * interval '1 second'`;

/**
 * Takes up messages that are due, at most `most`: each goes to one caller, however many ask. The try is counted before it
 * is made, so that one that kills its process comes to an end, too.
 */
export async function claimDue(db: Db, most: number): Promise<NotificationRow[]> {
  const due = db.$with("due").as(
    db
      .select({ id: notifications.id })
      .from(notifications)
      .where(and(eq(notifications.state, "waiting"), sql`${notifications.nextTryAt} <= clock_timestamp()`))
      .orderBy(notifications.nextTryAt)
      .limit(most)
      .for("update", { skipLocked: true }),
  );
  return db
    .with(due)
    .update(notifications)
    .set({ attempts: sql`${notifications.attempts} + 1`, triedAt: now, nextTryAt: inSeconds(LEASE_SECONDS) })
    .where(inArray(notifications.id, sql`(select id from due)`))
    .returning();
}

/** Only while the claim holds: after its lease somebody else may have taken the message up. */
const stillMine = ({ id, attempts }: NotificationRow) =>
  and(eq(notifications.id, id), eq(notifications.attempts, attempts), eq(notifications.state, "waiting"));

export async function renewLease(db: Db, message: NotificationRow): Promise<void> {
  await db
    .update(notifications)
    .set({ nextTryAt: inSeconds(LEASE_SECONDS) })
    .where(stillMine(message));
}

export async function noteSent(db: Db, message: NotificationRow): Promise<void> {
  await db.update(notifications).set({ state: "sent", sentAt: now, lastError: null }).where(stillMine(message));
}

/** `again` in seconds; without it, it was the last try. */
export async function noteFailed(db: Db, message: NotificationRow, why: string, again?: number): Promise<void> {
  const next = again === undefined ? { state: "failed" as const } : { nextTryAt: inSeconds(again) };
  await db
    .update(notifications)
    .set({ ...next, lastError: why })
    .where(stillMine(message));
}

/** Not a try: somebody else may be set up for it. */
export async function noteNotHere(db: Db, message: NotificationRow, why: string): Promise<void> {
  await db
    .update(notifications)
    .set({ attempts: message.attempts - 1, nextTryAt: inSeconds(NOT_HERE_SECONDS), lastError: why })
    .where(stillMine(message));
}

export async function noteSkipped(db: Db, message: NotificationRow, why: string): Promise<void> {
  await db.update(notifications).set({ state: "skipped", lastError: why }).where(stillMine(message));
}
