import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Actor } from "@/lib/model/actor";
import type { Db } from "@/lib/db/client";
import { endedSessions } from "@/lib/db/schema/ended-sessions";
import { users } from "@/lib/db/schema/users";
import type { Session } from "./session";

/**
 * The person with this id as they are now: role, disabling and a new password take effect at once. `null` when gone,
 * disabled, signed in under another epoch, or signed out of this session.
 */
export async function findActor(db: Db, { userId, epoch, id }: Session): Promise<Actor | null> {
  if (!isUuid(userId)) return null;
  const [user] = await db
    .select()
    .from(users)
    .where(
      and(
        eq(users.id, userId),
        isNull(users.disabledAt),
        eq(users.sessionEpoch, epoch),
        notExists(
          db
            .select({ one: sql`1` })
            .from(endedSessions)
            .where(eq(endedSessions.id, id)),
        ),
      ),
    );
  if (!user) return null;
  return { id: user.id, email: user.email, name: user.name, role: user.role };
}

/** What a session that begins now has to carry. */
export async function sessionEpochOf(db: Db, userId: string): Promise<number> {
  const [user] = await db.select({ epoch: users.sessionEpoch }).from(users).where(eq(users.id, userId));
  return user?.epoch ?? 0;
}

/** Whatever the case in which the address was stored. */
export async function findUserByEmail(db: Db, email: string) {
  const [user] = await db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return user;
}
