import { createLoader, parseAsIsoDateTime, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { AUDIT_SUBJECTS, SETTING_ACTIONS, TASK_ACTIONS, USER_ACTIONS } from "@/lib/audit/model/audited";

export const AUDIT_ACTIONS = [...TASK_ACTIONS, ...USER_ACTIONS, ...SETTING_ACTIONS] as const;

/** What the URL of the audit log says; anything that can't be read counts as not given. */
export const auditFilterParams = {
  actor: parseAsString,
  subject: parseAsStringLiteral(AUDIT_SUBJECTS),
  action: parseAsStringLiteral(AUDIT_ACTIONS),
  /** From this moment on, and before that one: the same for whoever opens the link, in whatever time zone. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};

export const loadAuditFilter = createLoader(auditFilterParams);

export type AuditChoice = Awaited<ReturnType<typeof loadAuditFilter>>;

/** How many choices are made; the two ends of the dates are one. */
export function countOf({ actor, subject, action, from, to }: AuditChoice): number {
  return [actor, subject, action, from ?? to].filter((choice) => choice !== null).length;
}

/** The same as the query of /api/admin/audit and of its CSV. */
export function auditQuery({ from, to, ...choices }: AuditChoice): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(choices)) if (value !== null) query.set(name, value);
  if (from) query.set("from", from.toISOString());
  if (to) query.set("to", to.toISOString());
  return query;
}
