import Link from "next/link";
import type { ReactNode } from "react";
import { durationText } from "@/components/tasks/words/task-words";
import { bytes, counted, number } from "@/lib/model/locale";
import type { SystemFacts as Facts } from "@/lib/system/facts";

/** Database, queue, backlog and live channel, each in a line of words. */
export function SystemFacts({ facts }: { facts: Facts }) {
  return (
    <section aria-label="System">
      <h2 className="pb-2 text-lg font-semibold">System</h2>
      <dl className="grid gap-x-6 gap-y-2 border-y border-hairline bg-surface px-4 py-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
        {linesOf(facts).map(([term, said]) => (
          <div key={term} className="sm:contents">
            <dt className="text-muted">{term}</dt>
            <dd className="tabular">{said}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm text-muted">
        The same facts for machines: <code className="font-mono">/api/health</code> and{" "}
        <code className="font-mono">/api/metrics</code>.
      </p>
    </section>
  );
}

function linesOf({ database, backends, tasks, deliveries, live, history }: Facts): [string, ReactNode][] {
  const waited = tasks.oldestPendingSeconds;
  const backlog = `${counted(tasks.pending, "task")} waiting, ${counted(tasks.openRecords, "record")} to go`;
  return [
    [
      "Database",
      database.answers
        ? `Answers. Postgres ${database.version ?? ""}, ${bytes(database.bytes ?? 0)}`
        : "Does not answer",
    ],
    ...backends.map(({ name, ok, why }): [string, ReactNode] => [`Queue “${name}”`, ok ? "Served" : why]),
    [
      "Backlog",
      waited === null ? backlog : `${backlog}; the oldest has waited for ${durationText(Math.round(waited) * 1_000)}`,
    ],
    [
      "Last hour",
      `${counted(tasks.succeededLastHour, "task")} done, ${tasks.partialLastHour} partly done, ` +
        `${tasks.failedLastHour} failed, ${tasks.cancelledLastHour} cancelled, ${tasks.revivedLastHour} revived`,
    ],
    [
      "Messages",
      <Link key="messages" href="/admin/deliveries" className="rounded-sm underline underline-offset-2 focus-ring">
        {`${number(deliveries.waiting)} waiting, ${number(deliveries.failedLastHour)} failed in the last hour`}
      </Link>,
    ],
    [
      "Live pages",
      `${counted(live.viewers, "viewer")} of ${counted(live.processes, "web process", "web processes")}, told by ${live.mode === "listen" ? "LISTEN" : "polling"}`,
    ],
    ["History kept", `${counted(history.months, "whole month")} besides the current one (SWATH_HISTORY_MONTHS)`],
  ];
}
