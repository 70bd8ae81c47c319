import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Panel } from "@/components/ui/failure/panel";
import { auditQuery, loadAuditFilter } from "@/components/admin/audit/audit-filter";
import { AuditFilters } from "@/components/admin/audit/audit-filters";
import { AuditList } from "@/components/admin/audit/audit-list";
import { auditActors } from "@/lib/audit/audit-actors";
import { listAudit, ListAuditInput } from "@/lib/audit/list-audit";
import { requireCtx } from "@/lib/next/require-actor";

export const metadata: Metadata = { title: "Audit" };

export default async function Audit({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireCtx();
  const query = auditQuery(await loadAuditFilter(searchParams));
  // A person's id that is none, as a hand-typed URL may say, is nobody's.
  if (!ListAuditInput.safeParse(Object.fromEntries(query)).success) query.delete("actor");
  const asked = ListAuditInput.parse(Object.fromEntries(query));
  const [page, people] = await Promise.all([listAudit(ctx, asked), auditActors(ctx)]);
  return (
    <>
      <AuditFilters people={people} />
      <Panel key={query.toString()} what="The audit log">
        <AuditList first={page} query={query.toString()} />
      </Panel>
    </>
  );
}
