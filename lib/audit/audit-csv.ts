import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { BYTE_ORDER_MARK, csvText } from "@/lib/csv-text";
import { type AuditFilter, listAudit } from "./list-audit";

const BATCH = 1_000;
const HEADER = ["Entry", "At", "Actor", "Actor id", "Subject", "Subject id", "Action", "Details"];

/**
 * The audit log under a filter as CSV in pieces, newest first; holds one batch at a time, ends early by `signal`.
 * @throws AppError FORBIDDEN, before the first piece
 */
export function auditCsv(ctx: Ctx, filter: AuditFilter, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
  assertRole(ctx.actor, "admin", "read the audit log");
  return pieces(ctx, filter, signal);
}

async function* pieces(ctx: Ctx, filter: AuditFilter, signal: AbortSignal): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvText([HEADER]);
  let before: number | null | undefined;
  while (before !== null && !signal.aborted) {
    const { entries, next } = await listAudit(ctx, { ...filter, before, limit: BATCH });
    yield csvText(
      entries.map(({ id, at, actor, subject, subjectId, action, details }) => {
        return [
          id,
          at,
          actor?.name ?? "system",
          actor?.id ?? null,
          subject,
          subjectId,
          action,
          JSON.stringify(details),
        ];
      }),
    );
    before = next;
  }
}
