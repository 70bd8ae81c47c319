import { listAudit, ListAuditInput } from "@/lib/audit/list-audit";
import { defineRoute } from "@/lib/next/define-route";

export const GET = defineRoute({ query: ListAuditInput }, (ctx, { query }) => listAudit(ctx, query));
