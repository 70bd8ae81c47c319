import { LISTED_OUTCOMES, processedOf } from "@/lib/bulk/model/outcomes";
import { isTerminal } from "@/lib/bulk/model/states";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { doneWord } from "@/lib/bulk/model/task-text";
import { counted, number, tenths } from "@/lib/model/locale";

/** "1,812 of 2,981" */
export function progressText({ processed, total }: TaskSnapshot): string {
  return `${number(processed)} of ${number(total)}`;
}

/** "9,400 records/s", with two digits that count. */
export function rateText(rate: number | null): string | null {
  if (rate === null) return null;
  return `${rate >= 100 ? number(Number(rate.toPrecision(2))) : tenths(rate >= 10 ? Math.round(rate) : rate)} records/s`;
}

/** How long a running task still takes, as far as can be told by now; null for any other. */
export function leftText({ state, remaining }: TaskSnapshot): string | null {
  if (state !== "running") return null;
  return remaining ? remainingText(remaining) : "calculating the time left";
}

/** "about 1–2 min left": no more exact than it is. */
export function remainingText(remaining: NonNullable<TaskSnapshot["remaining"]>): string {
  const { low, high } = remaining;
  if (high < 5) return "a few seconds left";
  if (high < 90) return range(Math.max(5, roundTo(low, 5)), roundTo(high, 5), "s");
  if (high < 5_400) return range(Math.max(1, Math.round(low / 60)), Math.ceil(high / 60), "min");
  return range(Math.max(1, Math.round(low / 3_600)), Math.ceil(high / 3_600), "h");
}

function range(low: number, high: number, unit: string): string {
  return low >= high ? `about ${high} ${unit} left` : `about ${low}–${high} ${unit} left`;
}

const roundTo = (n: number, step: number) => Math.ceil(n / step) * step;

/** How many records a retry would take up; what was refused by a role or is gone would only be so again. */
export function retryCount({ counts, total, operation }: TaskSnapshot): number {
  return operation === "undo" ? 0 : counts.failed + counts.conflict + Math.max(0, total - processedOf(counts));
}

/** "4,000 of 12,000": what of a task has been written. */
export function changedOf({ counts, total }: TaskSnapshot): string {
  return `${number(counts.changed)} of ${number(total)}`;
}

/** Whether there are records with an outcome that needs a reason. */
export function hasOutcomesToList({ counts, total, state }: TaskSnapshot): boolean {
  return refusedCount(counts) > 0 || (isTerminal(state) && processedOf(counts) < total);
}

export function refusedCount(counts: TaskSnapshot["counts"]): number {
  return LISTED_OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** What was not done as asked: of an import the rows of its file, to be mended and imported again. */
export function csvHref({ id, fromFile }: Pick<TaskSnapshot, "id" | "fromFile">): string {
  return `/api/tasks/${id}/${fromFile ? "failed-rows" : "outcomes"}.csv`;
}

/** The table page with the bulk sheet open on the task's selection and change. */
export function againHref({ id, tableHref }: Pick<TaskSnapshot, "id" | "tableHref">): string {
  return `${tableHref}${tableHref.includes("?") ? "&" : "?"}again=${id}`;
}

/** What a person most likely wants to do next; null where nothing is pressing. */
export function likeliestStep(task: TaskSnapshot): "resume" | "retry" | "undo" | null {
  if (task.state === "paused") return "resume";
  if (!isTerminal(task.state) || task.state === "succeeded") return null;
  // Somebody who stopped a task does not want more of it.
  if (task.state === "cancelled") return task.counts.changed > 0 ? "undo" : "retry";
  return retryCount(task) > 0 ? "retry" : null;
}

/** What a cancel leaves behind, while it takes hold: "Stopping: 4,000 of 12,000 stay changed." */
export function stoppingText(task: TaskSnapshot): string | null {
  if (task.state !== "cancelling") return null;
  return task.counts.changed > 0
    ? `Stopping: ${changedOf(task)} stay ${doneWord(task)}.`
    : `Stopping: nothing was ${doneWord(task)} so far.`;
}

/** Why a task is slow or does not move: "limited to 500 records/s by Ada", "waiting behind 2 tasks". */
export function waitingText({ waiting }: Pick<TaskSnapshot, "waiting">): string | null {
  switch (waiting?.kind) {
    case undefined:
      return null;
    case "paused":
      return waiting.by ? `paused by ${waiting.by}` : "paused";
    case "no_worker":
      return "waiting: no worker is running";
    case "behind":
      return `waiting behind ${counted(waiting.tasks, "task")}`;
    case "lock_waits":
      return "waiting for records that somebody else keeps locked";
    case "disk_full":
      return "waiting: the database has no room left on its disk";
    case "out_of_memory":
      return "waiting: the database is short of memory";
    case "read_only":
      return "waiting: the database takes no writes at present";
    case "blocked_sessions":
      return "holding, so that others who wait for its records come first";
    case "replica_lag":
      return "holding, so that a replica can catch up";
    case "throttled":
      return `limited to ${number(waiting.recordsPerSecond)} records/s by ${waiting.by ?? "the table’s setting"}`;
  }
}

/** "2,981 records of Places" */
export function recordsOf({ total, tableLabel }: Pick<TaskSnapshot, "total" | "tableLabel">): string {
  return `${counted(total, "record")} of ${tableLabel}`;
}

/** "0.3 s", "12 s", "3 min 20 s", "2 h 5 min" */
export function durationText(ms: number): string {
  const seconds = ms / 1_000;
  if (seconds < 10) return `${tenths(seconds)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60), whole % 60];
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`;
}
