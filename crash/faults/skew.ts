import type { Fault } from "@/crash/fault";

/** The hosts' clocks are hours ahead or behind, and jump to the other side in mid-task. */
export const skew: Fault = {
  begin: (env) => env.useWorkers("skewed", 2),
  async strike({ env, struck }) {
    for (const worker of env.workers) worker.signal("SIGUSR2");
    await struck();
  },
};
