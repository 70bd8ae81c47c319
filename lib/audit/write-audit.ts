import type { Db, Tx } from "@/lib/db/client";
import { auditLog } from "@/lib/db/schema/audit-log";

/** One entry of the audit log. Pass the transaction of the act itself: both happen or neither does. */
export async function writeAudit(db: Db | Tx, entry: Omit<typeof auditLog.$inferInsert, "id" | "at">): Promise<void> {
  await db.insert(auditLog).values(entry);
}
