import type { Ctx } from "@/lib/ctx";
import { log } from "@/lib/log";
import { whyNoWorker } from "@/lib/queue/worker-alive";
import { notifyConfig } from "./config";
import { Deliverer } from "./deliverer";

/**
 * For a web app without any worker: sends what is due, after a direct edit has been answered. What fails waits for the
 * next edit or the first worker, and so does what this process is not set up for.
 */
export async function deliverWithoutWorker({ db }: Pick<Ctx, "db">): Promise<void> {
  try {
    if ((await whyNoWorker(db)) === undefined) return;
    await new Deliverer({ db, log, config: notifyConfig(), leavesUnready: true }).sendDue();
  } catch (error) {
    log.warn({ err: error }, "could not look into the outbox");
  }
}
