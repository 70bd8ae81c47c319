import { AppError, type ErrorCode } from "@/lib/model/errors";
import { log } from "@/lib/log";

/** Tasks that one request may name. */
export const MOST_AT_ONCE = 100;

/** What became of one of several tasks. */
export type TaskResult<T> =
  | { taskId: string; ok: true; value: T }
  | { taskId: string; ok: false; code: ErrorCode | "FAILED"; message: string };

/** One after the other, so that a hundred tasks take one connection; a failure stays with its own task. */
export async function eachTask<T>(taskIds: string[], work: (taskId: string) => Promise<T>): Promise<TaskResult<T>[]> {
  const results: TaskResult<T>[] = [];
  for (const taskId of taskIds) {
    results.push(await work(taskId).then((value) => ({ taskId, ok: true as const, value }), failed(taskId)));
  }
  return results;
}

function failed(taskId: string) {
  return (error: unknown) => {
    if (error instanceof AppError) return { taskId, ok: false as const, code: error.code, message: error.message };
    log.error({ err: error, taskId }, "one of several tasks failed");
    return { taskId, ok: false as const, code: "FAILED" as const, message: "Something went wrong." };
  };
}
