import { eq, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Actor } from "@/lib/actor";
import type { Db } from "@/lib/db/client";
import { users } from "@/lib/db/schema/users";

/** The person with this id as they are now: role and disabling take effect at once. `null` when gone or disabled. */
export async function findActor(db: Db, userId: string): Promise<Actor | null> {
  if (!isUuid(userId)) return null;
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  return user && !user.disabledAt ? { id: user.id, email: user.email, name: user.name, role: user.role } : null;
}

/** Whatever the case in which the address was stored. */
export async function findUserByEmail(db: Db, email: string) {
  const [user] = await db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return user;
}
