import { counted } from "@/lib/model/locale";
import { whyNotReady } from "./database-state";
import type { SystemFacts } from "./facts";

export interface Problem {
  /** `unwell`: edits can't be done as they should. `warning`: somebody should look. */
  severity: "unwell" | "warning";
  /** A sentence that says what to do about it. */
  message: string;
  /** The page that shows what it is about, where there is one. */
  href?: string;
}

const LONG_WAIT_SECONDS = 300;

/** What is wrong, worst first; empty when all is well. The one judgement behind page, health check and metrics. */
export function problemsOf({ database, backends, workers, tasks, deliveries }: SystemFacts): Problem[] {
  const unready = whyNotReady(database);
  if (unready) return [{ severity: "unwell", message: unready }];
  const problems: Problem[] = [];
  const alive = workers.filter((worker) => worker.alive);
  if (alive.length === 0 && backends.some(({ ok }) => !ok)) {
    const message = "No worker is alive: larger edits run directly or wait for one. Start one with `npm run worker`.";
    problems.push({ severity: "unwell", message });
  } else if (alive.length === 0 && backends.length === 0) {
    const message = "No worker is alive: nobody sends messages or keeps house. Start one with `npm run worker`.";
    problems.push({ severity: "warning", message });
  }
  for (const { ok, why } of backends) {
    // Without a worker every backend says so once more.
    if (!ok && why && alive.length > 0) problems.push({ severity: "unwell", message: why });
  }
  if (tasks.oldestPendingSeconds !== null && tasks.oldestPendingSeconds > LONG_WAIT_SECONDS) {
    const minutes = counted(Math.round(tasks.oldestPendingSeconds / 60), "minute");
    const message = `A task has been waiting for its first lane for ${minutes}: add a worker, or raise SWATH_WORKER_CONCURRENCY.`;
    problems.push({ severity: "warning", message });
  }
  const versions = new Set(alive.map(({ version }) => version));
  if (versions.size > 1) {
    const message = `Workers of different versions are at work: ${[...versions].toSorted().join(", ")}.`;
    problems.push({ severity: "warning", message });
  }
  const silent = workers.length - alive.length;
  if (silent > 0) {
    const who = counted(silent, "worker has", "workers have");
    problems.push({ severity: "warning", message: `${who} fallen silent without saying goodbye.` });
  }
  if (tasks.failedLastHour > 0) {
    const message = `${counted(tasks.failedLastHour, "task")} failed in the last hour.`;
    problems.push({ severity: "warning", message, href: "/tasks?state=failed" });
  }
  if (deliveries.failedLastHour > 0) {
    const what = counted(deliveries.failedLastHour, "message");
    const message = `${what} about the end of a task could not be delivered in the last hour.`;
    problems.push({ severity: "warning", message, href: "/admin/deliveries?state=failed" });
  }
  return problems;
}

export function isWell(facts: SystemFacts): boolean {
  return problemsOf(facts).every(({ severity }) => severity !== "unwell");
}
