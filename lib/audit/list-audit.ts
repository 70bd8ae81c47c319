import { and, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { nameOf } from "@/lib/bulk/task/waiting";
import type { Db } from "@/lib/db/client";
import { auditLog } from "@/lib/db/schema/audit-log";
import { bulkTasks } from "@/lib/db/schema/bulk-tasks";
import { users } from "@/lib/db/schema/users";
import { deletedHref } from "@/lib/tables/record/record-href";
import { findTable } from "@/lib/tables/registry";
import {
  AUDIT_SUBJECTS,
  type AuditAction,
  type AuditSubject,
  SETTING_ACTIONS,
  TABLE_ACTIONS,
  TASK_ACTIONS,
  USER_ACTIONS,
} from "./model/audited";

export const AuditFilter = z.object({
  /** A person's id, or `system` for what nobody asked for. */
  actor: z.union([z.uuid(), z.literal("system")]).optional(),
  subject: z.enum(AUDIT_SUBJECTS).optional(),
  /** With `subject`: the one task, user or setting. */
  subjectId: z.string().max(500).optional(),
  action: z.enum([...TASK_ACTIONS, ...USER_ACTIONS, ...SETTING_ACTIONS, ...TABLE_ACTIONS]).optional(),
  from: z.coerce.date().optional(),
  /** Up to, not including. */
  to: z.coerce.date().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const ListAuditInput = AuditFilter.extend({
  /** `next` of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
});
export type ListAuditInput = z.output<typeof ListAuditInput>;

export interface AuditEntry {
  id: number;
  /** ISO 8601, by the database's clock. */
  at: string;
  actor: { id: string; name: string } | null;
  subject: AuditSubject;
  subjectId: string;
  /** What the subject is called by people, where it is still there. */
  subjectLabel: string | null;
  /** Of a task on a single record: that record with its history, also once it is deleted. */
  recordHref: string | null;
  action: AuditAction;
  details: Record<string, unknown>;
}

export interface AuditPage {
  entries: AuditEntry[];
  next: number | null;
}

/** Who did what to which task, user or setting, newest first. For admins. @throws AppError FORBIDDEN */
export async function listAudit({ db, actor }: Ctx, { before, limit, ...filter }: ListAuditInput): Promise<AuditPage> {
  assertRole(actor, "admin", "read the audit log");
  const rows = await db
    .select({ entry: auditLog, actor: { id: users.id, name: users.name, email: users.email } })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(and(matching(filter), before ? olderThan(before) : undefined))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const subjects = await subjectsOf(
    db,
    shown.map(({ entry }) => entry),
  );
  const entries = shown.map(({ entry, actor: who }) => ({
    id: entry.id,
    at: entry.at.toISOString(),
    actor: who && { id: who.id, name: nameOf(who) },
    subject: entry.subjectKind,
    subjectId: entry.subjectId,
    subjectLabel: subjects.get(entry.subjectId)?.label ?? null,
    recordHref: subjects.get(entry.subjectId)?.recordHref ?? null,
    action: entry.action,
    details: entry.details,
  }));
  return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

function matching({ actor, subject, subjectId, action, from, to }: AuditFilter): SQL | undefined {
  return and(
    actor === "system" ? isNull(auditLog.actorId) : actor ? eq(auditLog.actorId, actor) : undefined,
    subject ? eq(auditLog.subjectKind, subject) : undefined,
    subjectId ? eq(auditLog.subjectId, subjectId) : undefined,
    action ? eq(auditLog.action, action) : undefined,
    from ? gte(auditLog.at, from) : undefined,
    to ? lt(auditLog.at, to) : undefined,
  );
}

type Subject = Pick<AuditEntry, "recordHref"> & { label: string };

/** The tasks and people of one page, by id. */
async function subjectsOf(db: Db, entries: (typeof auditLog.$inferSelect)[]): Promise<Map<string, Subject>> {
  const idsOf = (kind: AuditSubject) => [
    ...new Set(entries.filter((e) => e.subjectKind === kind && isUuid(e.subjectId)).map((e) => e.subjectId)),
  ];
  const [tasks, people] = await Promise.all([
    db
      .select({ id: bulkTasks.id, table: bulkTasks.tableName, text: bulkTasks.changeText, recordId: onlyRecord })
      .from(bulkTasks)
      .where(inArray(bulkTasks.id, idsOf("task"))),
    db
      .select()
      .from(users)
      .where(inArray(users.id, idsOf("user"))),
  ]);
  return new Map([
    ...tasks.map((task) => [task.id, taskSubject(task)] as const),
    ...people.map((person) => [person.id, { label: nameOf(person), recordHref: null }] as const),
  ]);
}

/** Picked out by the database: a selection may list ten thousand. */
const onlyRecord = sql<string | null>`
  case when ${bulkTasks.selection} ->> 'kind' = 'records' and jsonb_array_length(${bulkTasks.selection} -> 'ids') = 1
    then ${bulkTasks.selection} -> 'ids' ->> 0 end`;

function taskSubject({
  table: name,
  text,
  recordId,
}: {
  table: string;
  text: string;
  recordId: string | null;
}): Subject {
  const table = findTable(name);
  return {
    label: `${table?.label ?? name} · ${text}`,
    // It may be there or not by now; without a filter the page opens it either way.
    recordHref: table && recordId !== null ? deletedHref(table, recordId) : null,
  };
}

/** Asks the log itself for the time of the entry: a JavaScript date would cut off its microseconds. */
function olderThan(id: number): SQL {
  const at = sql`(select last.at from swath.audit_log last where last.id = ${id}::bigint)`;
  return sql`(${auditLog.at}, ${auditLog.id}) < (${at}, ${id}::bigint)`;
}
