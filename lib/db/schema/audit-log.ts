import { sql } from "drizzle-orm";
import { bigint, index, jsonb, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { AUDIT_SUBJECTS, type AuditAction } from "@/lib/audit/model/audited";
import { swath } from "./swath";
import { users } from "./users";

export const auditSubject = swath.enum("audit_subject", AUDIT_SUBJECTS);

/**
 * Who did what to which task, user or setting; written in the very transaction of the act, never changed. It also is a
 * task's timeline. Subjects are no foreign keys: the log outlives them.
 */
export const auditLog = swath.table(
  "audit_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    // Not the transaction's begin: the steps of a direct edit share one transaction.
    at: timestamp("at", { withTimezone: true, mode: "date" })
      .notNull()
      .default(sql`clock_timestamp()`),
    /** Null: nobody asked for it, the system did it. */
    actorId: uuid("actor_id").references(() => users.id),
    subjectKind: auditSubject("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    action: text("action").$type<AuditAction>().notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    index("audit_log_subject").on(t.subjectKind, t.subjectId, t.id),
    // The log is read newest first, page by page, under any of its filters.
    index("audit_log_at").on(t.at, t.id),
    index("audit_log_actor").on(t.actorId, t.at, t.id),
    index("audit_log_action").on(t.action, t.at, t.id),
  ],
);
