import { asc, eq, exists, ne, and, sql } from "drizzle-orm";
import { hasRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { users } from "@/lib/db/schema/users";

/** Everyone who has ever started a task, by name, to choose from: for admins. Others see only their own tasks: empty. */
export async function taskActors({ db, actor }: Ctx): Promise<{ id: string; name: string }[]> {
  if (!hasRole(actor, "admin")) return [];
  const started = db
    .select({ one: sql`1` })
    .from(bulkTasks)
    .where(and(eq(bulkTasks.actorId, users.id), ne(bulkTasks.state, "planned")));
  const name = sql<string>`coalesce(${users.name}, ${users.email})`;
  return db.select({ id: users.id, name }).from(users).where(exists(started)).orderBy(asc(name));
}
