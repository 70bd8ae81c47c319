import { auditCsv } from "@/lib/audit/audit-csv";
import { AuditFilter } from "@/lib/audit/list-audit";
import { defineRoute } from "@/lib/next/define-route";
import { textStream } from "@/lib/next/text-stream";

export const GET = defineRoute(
  { query: AuditFilter },
  (ctx, { query }, request) =>
    textStream(auditCsv(ctx, query, request.signal), {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="audit.csv"`,
    }),
  { turn: "file" },
);
