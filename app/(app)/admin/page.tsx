import type { Metadata } from "next";
import { AdminTasks } from "@/components/admin/admin-tasks";
import { ProblemList } from "@/components/admin/health/problem-list";
import { RefreshOften } from "@/components/shell/refresh-often";
import { SystemFigures } from "@/components/admin/health/system-figures";
import { listTasks } from "@/lib/bulk/task/list-tasks";
import { ACTIVE_STATES } from "@/lib/bulk/model/states";
import { requireCtx } from "@/lib/next/require-actor";
import { readSystem } from "@/lib/system/read-system";

export const metadata: Metadata = { title: "Admin" };

export default async function Overview() {
  const ctx = await requireCtx();
  const [system, active, incomplete] = await Promise.all([
    readSystem(ctx),
    listTasks(ctx, { states: [...ACTIVE_STATES], limit: 100 }),
    listTasks(ctx, { states: ["failed", "partial", "cancelled"], limit: 20 }),
  ]);
  return (
    <>
      <RefreshOften />
      <section aria-label="Health at a glance" className="flex flex-col gap-5 px-4 pt-4">
        <ProblemList problems={system.problems} />
        <SystemFigures facts={system.facts} />
      </section>
      <AdminTasks initial={[...active.tasks, ...incomplete.tasks]} />
    </>
  );
}
