"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { Panel } from "@/components/ui/failure/panel";
import { StateBadge } from "@/components/ui/state-badge";
import type { RelatedTasks as Related } from "@/lib/bulk/task/related-tasks";
import type { Throughput } from "@/lib/bulk/task/task-throughput";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { TableInfo } from "@/lib/tables/model/table-info";
import { taskTitle } from "@/lib/bulk/model/task-text";
import { BrowserOffer } from "@/components/tasks/tray/browser-offer";
import { useLiveTask } from "@/components/tasks/live/live-tasks-provider";
import { OutcomeNumbers } from "./outcome-numbers";
import { RelatedTasks } from "./related-tasks";
import { TaskButtons } from "@/components/tasks/act/task-buttons";
import { TaskChart } from "./task-chart";
import { TaskDeliveries, type TaskDeliveriesProps } from "./task-deliveries";
import { TaskFacts } from "./task-facts";
import { TaskNews } from "./task-news";
import { TaskRecords } from "./task-records";
import { TaskSentence } from "./task-sentence";
import { TaskTimeline } from "./task-timeline";
import { TaskWorkers } from "./task-workers";
import { useMarkSeen } from "@/components/tasks/tray/use-mark-seen";
import { useRefreshWhenBack } from "@/components/tasks/live/use-refresh-when-back";
import { useTaskTitle } from "./use-task-title";

export interface TaskPageProps {
  initial: TaskSnapshot;
  /** Undefined where the table is no longer declared, or not for this person to see. */
  table: TableInfo | undefined;
  throughput: Throughput | null;
  related: Related;
  deliveries: TaskDeliveriesProps["initial"];
  onSendAgain: TaskDeliveriesProps["onSendAgain"];
}

/** One task, from what was asked to what became of each record. */
export function TaskPage({ initial, table, throughput, related, deliveries, onSendAgain }: TaskPageProps) {
  const task = useLiveTask(initial);
  useTaskTitle(task);
  useRefreshWhenBack();
  useMarkSeen(task);
  return (
    <article className="mx-auto max-w-5xl px-4 pt-3 pb-12">
      <Link
        href="/tasks"
        className="-ml-1 inline-flex min-h-6 items-center gap-0.5 rounded-sm text-sm text-muted focus-ring hover:text-ink pointer-coarse:min-h-10"
      >
        <ChevronLeft className="size-4" aria-hidden /> Tasks
      </Link>
      <header className="mt-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-xl font-semibold text-balance">{taskTitle(task)}</h1>
          <TaskSentence task={task} />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <StateBadge state={task.state} />
          <Panel what="What can be done with it">
            <TaskButtons task={task} emphasis />
          </Panel>
        </div>
      </header>
      <Panel what="Its numbers" className="mt-6">
        <OutcomeNumbers task={task} />
      </Panel>
      <Panel what="Its news" className="mt-6">
        <TaskNews task={task} />
      </Panel>
      <BrowserOffer tasks={[task]} className="mt-3" />
      <Panel what="How fast it went" className="mt-6">
        <TaskChart task={task} initial={throughput} />
      </Panel>
      <Panel what="Its facts" className="mt-6">
        <TaskFacts task={task} />
      </Panel>
      <Panel what="The timeline" className="mt-6">
        <TaskTimeline task={task} />
      </Panel>
      <Panel what="Its workers" className="mt-6">
        <TaskWorkers task={task} />
      </Panel>
      <Panel what="Its notifications" className="mt-6">
        <TaskDeliveries task={task} initial={deliveries} onSendAgain={onSendAgain} />
      </Panel>
      <Panel what="Its records" className="mt-6">
        <TaskRecords task={task} table={table} />
      </Panel>
      <Panel what="Related tasks" className="mt-6">
        <RelatedTasks task={task} initial={related} />
      </Panel>
    </article>
  );
}
