import type { Logger } from "pino";
import { isConnectionLost } from "@/lib/db/connection-lost";
import type { LaneDeps } from "@/lib/bulk/run/run-lane";
import { runLane } from "@/lib/bulk/run/run-lane";
import type { LaneEnd, LaneJob, LaneRunner, OthersWait } from "@/lib/queue/queue-backend";

const SLICE_MS = 3_000;

/** Runs lanes for whichever queue asks, and knows how many are at work. */
export class Lanes implements LaneRunner {
  running = 0;
  readonly #deps: LaneDeps;
  readonly #concurrency: number;
  readonly #log: Logger;

  constructor(deps: Omit<LaneDeps, "sliceMs" | "makesRoom">, concurrency: number) {
    this.#log = deps.log;
    this.#concurrency = concurrency;
    this.#deps = { ...deps, sliceMs: () => SLICE_MS };
  }

  /** Never throws: a lane that lost the database is tried again later, by its queue or by the sweep. */
  async run(job: LaneJob, othersWait: OthersWait): Promise<LaneEnd> {
    this.running += 1;
    const makesRoom = async (taskId: string) => this.running >= this.#concurrency && (await othersWait(taskId));
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
      this.running -= 1;
    }
  }
}
