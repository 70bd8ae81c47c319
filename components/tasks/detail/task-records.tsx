"use client";

import { useState } from "react";
import { Tabs } from "@/components/ui/tabs";
import { processedOf } from "@/lib/bulk/model/outcomes";
import { isActive, isTerminal } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { doneWord } from "@/lib/bulk/model/task-text";
import { ChangedRecords } from "./changed-records";
import { RefusedRecords } from "./refused-records";
import { UnprocessedRecords } from "./unprocessed-records";
import { refusedCount } from "@/components/tasks/words/task-words";

type Tab = "refused" | "changed" | "unprocessed";

/** The records of a task by what became of them. Until one is chosen, on what a person would look for first. */
export function TaskRecords({ task, table }: { task: TaskSnapshot; table: TableInfo | undefined }) {
  const refused = refusedCount(task.counts);
  const left = isTerminal(task.state) ? Math.max(0, task.total - processedOf(task.counts)) : 0;
  const [chosen, choose] = useState<Tab | null>(null);
  const likeliest = refused > 0 ? "refused" : task.counts.changed > 0 || left === 0 ? "changed" : "unprocessed";
  const done = doneWord(task);
  const moves = isActive(task.state);
  return (
    <section aria-label="Records" className="mt-8">
      <Tabs<Tab>
        aria-label="Records"
        value={chosen ?? likeliest}
        onValueChange={choose}
        tabs={[
          {
            value: "refused",
            label: "Refused",
            count: refused,
            content: <RefusedRecords task={task} count={refused} moves={moves} />,
          },
          {
            value: "changed",
            label: done.charAt(0).toUpperCase() + done.slice(1),
            count: task.counts.changed,
            content: <ChangedRecords task={task} table={table} moves={moves} />,
          },
          {
            value: "unprocessed",
            label: "Not processed",
            count: left,
            content: <UnprocessedRecords task={task} count={left} />,
          },
        ]}
      />
    </section>
  );
}
