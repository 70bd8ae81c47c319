import type { Metadata } from "next";
import { HistoryParts } from "@/components/admin/health/history-parts";
import { ProblemList } from "@/components/admin/health/problem-list";
import { RefreshOften } from "@/components/shell/refresh-often";
import { SystemFacts } from "@/components/admin/health/system-facts";
import { WorkerList } from "@/components/admin/health/worker-list";
import { requireCtx } from "@/lib/next/require-actor";
import { readSystem } from "@/lib/system/read-system";

export const metadata: Metadata = { title: "Workers & health" };

export default async function Health() {
  const { facts, problems } = await readSystem(await requireCtx());
  return (
    <div className="flex max-w-6xl flex-col gap-8 px-4 pt-4">
      <RefreshOften />
      <ProblemList problems={problems} />
      <WorkerList workers={facts.workers} />
      <SystemFacts facts={facts} />
      <HistoryParts history={facts.history} />
    </div>
  );
}
