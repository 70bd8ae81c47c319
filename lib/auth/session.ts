import { eq, lt, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/client";
import { endedSessions } from "@/lib/db/schema/ended-sessions";
import { users } from "@/lib/db/schema/users";
import { writeAudit } from "@/lib/audit/write-audit";
import type { Actor } from "@/lib/model/actor";
import { LONGEST_SECONDS } from "./session-limits";

/** What the cookie says. Whose it is, and whether it still holds, is asked of the database with each request. */
export interface Session {
  userId: string;
  /** Of the person when it began: a new password, disabling, and signing out everywhere begin another one. */
  epoch: number;
  id: string;
}

/** Ends this session in whichever browser it was copied to. */
export async function endSession(db: Db, { id }: Pick<Session, "id">): Promise<void> {
  await db.delete(endedSessions).where(lt(endedSessions.until, new Date()));
  await db
    .insert(endedSessions)
    .values({ id, until: new Date(Date.now() + LONGEST_SECONDS * 1_000) })
    .onConflictDoNothing();
}

/** Ends every session of the actor. */
export async function endAllSessions({ db, actor }: { db: Db; actor: Actor }): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(users)
      .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, actor.id));
    const act = { actorId: actor.id, action: "signed_out_everywhere", details: { email: actor.email } } as const;
    await writeAudit(tx, { ...act, subjectKind: "user", subjectId: actor.id });
  });
}
