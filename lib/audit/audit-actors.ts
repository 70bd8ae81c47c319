import { asc, eq, exists, sql } from "drizzle-orm";
import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { auditLog } from "@/lib/db/schema/audit-log";
import { users } from "@/lib/db/schema/users";

/** Everyone whom the audit log names as an actor, to choose from. For admins. @throws AppError FORBIDDEN */
export async function auditActors({ db, actor }: Ctx): Promise<{ id: string; name: string }[]> {
  assertRole(actor, "admin", "read the audit log");
  const acted = db
    .select({ one: sql`1` })
    .from(auditLog)
    .where(eq(auditLog.actorId, users.id));
  const name = sql<string>`coalesce(${users.name}, ${users.email})`;
  return db.select({ id: users.id, name }).from(users).where(exists(acted)).orderBy(asc(name));
}
