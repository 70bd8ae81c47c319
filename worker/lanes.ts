import type { Logger } from "pino";
import { isConnectionLost } from "@/lib/db/connection-lost";
import type { LaneDeps, LaneEnd } from "@/lib/bulk/run-lane";
import { runLane } from "@/lib/bulk/run-lane";
import type { LaneJob } from "@/lib/queue/queue-backend";

const SLICE_MS = 3_000;
/** When every slot of this worker is taken, lanes make room sooner: a small task waits for about a second at most. */
const CROWDED_SLICE_MS = 800;

/** Runs lanes for whichever queue asks, and knows how many are at work. */
export class Lanes {
  running = 0;
  readonly #deps: LaneDeps;
  readonly #log: Logger;

  constructor(deps: Omit<LaneDeps, "sliceMs">, concurrency: number) {
    this.#log = deps.log;
    this.#deps = { ...deps, sliceMs: () => (this.running >= concurrency ? CROWDED_SLICE_MS : SLICE_MS) };
  }

  /** Never throws: a lane that lost the database is tried again later, by its queue or by the sweep. */
  async run(job: LaneJob): Promise<LaneEnd> {
    this.running += 1;
    try {
      return await runLane(this.#deps, job);
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
