import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { notificationPreferences } from "@/lib/db/schema/notifications";
import { CHOSEN_CHANNELS, type Preferences, TELLS } from "./model/tell";

/** The actor's own choices; a channel without one follows what each table declares. */
export async function readPreferences({ db, actor }: Ctx): Promise<Preferences> {
  const rows = await db.select().from(notificationPreferences).where(eq(notificationPreferences.userId, actor.id));
  return Object.fromEntries(rows.map(({ channel, tell }) => [channel, tell]));
}

export const SavePreferenceInput = z.object({
  channel: z.enum(CHOSEN_CHANNELS),
  /** `table`: as each table declares. */
  tell: z.enum([...TELLS, "table"]),
});
export type SavePreferenceInput = z.infer<typeof SavePreferenceInput>;

/** Chooses for the actor, whatever their role, and for nobody else. Counts from the next task that ends. */
export async function savePreference(ctx: Ctx, { channel, tell }: SavePreferenceInput): Promise<Preferences> {
  const { db, actor } = ctx;
  const { userId, channel: ofChannel } = notificationPreferences;
  if (tell === "table") {
    await db.delete(notificationPreferences).where(and(eq(userId, actor.id), eq(ofChannel, channel)));
  } else {
    await db
      .insert(notificationPreferences)
      .values({ userId: actor.id, channel, tell })
      .onConflictDoUpdate({ target: [userId, ofChannel], set: { tell } });
  }
  return readPreferences(ctx);
}
