import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TaskPage } from "@/components/tasks/task-page";
import { taskTitle } from "@/components/tasks/task-words";
import { hasRole } from "@/lib/actor";
import { getTask, TaskIdInput } from "@/lib/bulk/list-tasks";
import { relatedTasks } from "@/lib/bulk/related-tasks";
import { taskThroughput } from "@/lib/bulk/task-throughput";
import type { Ctx } from "@/lib/ctx";
import { AppError } from "@/lib/errors";
import { requireCtx } from "@/lib/next/require-actor";
import { findTable } from "@/lib/tables/registry";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { task } = await read(await requireCtx(), (await params).id);
  return { title: taskTitle(task) };
}

export default async function Task({ params }: Props) {
  const ctx = await requireCtx();
  const { task, taskId } = await read(ctx, (await params).id);
  const [throughput, related] = await Promise.all([taskThroughput(ctx, { taskId }), relatedTasks(ctx, { taskId })]);
  const table = findTable(task.table);
  const info = table && hasRole(ctx.actor, table.access.view) ? table.info : undefined;
  // A task's page keeps state of its own: another task is another page.
  return <TaskPage key={task.id} initial={task} table={info} throughput={throughput} related={related} />;
}

/** What is no id, no task, or another person's task is not there: ids must not leak. */
async function read(ctx: Ctx, id: string) {
  const parsed = TaskIdInput.safeParse({ taskId: id });
  if (!parsed.success) notFound();
  const task = await getTask(ctx, parsed.data).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return { task, taskId: parsed.data.taskId };
}
