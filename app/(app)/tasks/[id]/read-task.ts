import { notFound } from "next/navigation";
import { cache } from "react";
import { getTask, TaskIdInput } from "@/lib/bulk/task/list-tasks";
import { AppError } from "@/lib/model/errors";
import { requireCtx } from "@/lib/next/require-actor";

/** The task of this address, read once per request. What is no id, no task, or another person's task is not there. */
export const readTask = cache(async (id: string) => {
  const parsed = TaskIdInput.safeParse({ taskId: id });
  if (!parsed.success) notFound();
  const ctx = await requireCtx();
  const task = await getTask(ctx, parsed.data).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return { ctx, task };
});
