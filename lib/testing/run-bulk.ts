import type { Actor } from "@/lib/model/actor";
import { type Asked, applyPlan, planTask } from "@/lib/testing/verbs";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { Db } from "@/lib/db/client";
import { drain } from "./drain";

interface RunOptions extends Pick<Asked<typeof applyPlan>, "errorPolicy" | "confirmNumber"> {
  table?: string;
  selection?: Asked<typeof planTask>["selection"];
  /** `false` leaves a background task pending. */
  toTheEnd?: boolean;
}

/** Plans and applies a change to every place (or as told), and runs it to its end. Answers the task as it was applied. */
export async function runBulk(
  db: Db,
  actor: Actor,
  change: NonNullable<Asked<typeof applyPlan>["change"]>,
  options: RunOptions = {},
): Promise<TaskSnapshot> {
  const { table = "places", selection = { kind: "matching" }, toTheEnd = true, ...apply } = options;
  const ctx = { db, actor };
  const { taskId } = await planTask(ctx, { table, selection, change });
  const { task, ran } = await applyPlan(ctx, { taskId, change, ...apply });
  if (ran === "background" && toTheEnd) await drain(db, taskId);
  return task;
}
