import type { Logger } from "pino";
import { isConnectionLost } from "@/lib/db/connection-lost";
import type { LaneDeps } from "@/lib/bulk/run/run-lane";
import { runLane } from "@/lib/bulk/run/run-lane";
import type { LaneEnd, LaneJob, LaneRunner, OthersWait } from "@/lib/queue/queue-backend";

const SLICE_MS = 3_000;

/** Runs lanes for whichever queue asks, so many at once over all of them; those beyond that wait in the order they came. */
export class Lanes implements LaneRunner {
  running = 0;
  readonly #deps: LaneDeps;
  readonly #concurrency: number;
  readonly #log: Logger;
  readonly #waiting: { taskId: string; begin: () => void }[] = [];

  constructor(deps: Omit<LaneDeps, "sliceMs" | "makesRoom">, concurrency: number) {
    this.#log = deps.log;
    this.#concurrency = concurrency;
    this.#deps = { ...deps, sliceMs: () => SLICE_MS };
  }

  /** Never throws: a lane that lost the database is tried again later, by its queue or by the sweep. */
  async run(job: LaneJob, othersWait: OthersWait): Promise<LaneEnd> {
    await this.#place(job.taskId);
    const makesRoom = async (taskId: string) =>
      this.#waiting.some((other) => other.taskId !== taskId) ||
      (this.running >= this.#concurrency && (await othersWait(taskId)));
    try {
      return await runLane({ ...this.#deps, makesRoom }, job);
    } catch (error) {
      const lost = isConnectionLost(error);
      this.#log[lost ? "warn" : "error"](
        { err: error, taskId: job.taskId },
        lost ? "a lane lost the database" : "a lane failed",
      );
      return "later";
    } finally {
      const next = this.#waiting.shift();
      // A place that is handed on is never free in between.
      if (next) next.begin();
      else this.running -= 1;
    }
  }

  async #place(taskId: string): Promise<void> {
    if (this.running >= this.#concurrency) return new Promise((begin) => this.#waiting.push({ taskId, begin }));
    this.running += 1;
  }
}
