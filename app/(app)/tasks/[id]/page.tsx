import type { Metadata } from "next";
import { TaskPage } from "@/components/tasks/detail/task-page";
import { hasRole } from "@/lib/model/actor";
import { relatedTasks } from "@/lib/bulk/task/related-tasks";
import { taskThroughput } from "@/lib/bulk/task/task-throughput";
import { listDeliveries, ListDeliveriesInput } from "@/lib/notify/list-deliveries";
import { findTable } from "@/lib/tables/registry";
import { tableFor } from "@/lib/tables/table-for";
import { taskTitle } from "@/lib/bulk/model/task-text";
import { sendAgainAction } from "@/app/(app)/tasks/actions";
import { readTask } from "./read-task";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { task } = await readTask((await params).id);
  return { title: taskTitle(task) };
}

export default async function Task({ params }: Props) {
  const { ctx, task } = await readTask((await params).id);
  const [throughput, related, deliveries] = await Promise.all([
    taskThroughput(ctx, { taskId: task.id }),
    relatedTasks(ctx, { taskId: task.id }),
    listDeliveries(ctx, ListDeliveriesInput.parse({ taskId: task.id })),
  ]);
  const table = findTable(task.table);
  const info = table && hasRole(ctx.actor, table.access.view) ? tableFor(ctx.actor, table).info : undefined;
  // A task's page keeps state of its own: another task is another page.
  return (
    <TaskPage
      key={task.id}
      initial={task}
      table={info}
      throughput={throughput}
      related={related}
      deliveries={deliveries}
      onSendAgain={sendAgainAction}
    />
  );
}
