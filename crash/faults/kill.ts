import type { CrashWorker } from "@/crash/worker-kinds";
import { type Fault, holder } from "@/crash/fault";

/** SIGKILL, as of the kernel's out-of-memory killer: of the worker that holds the task, of any, or of all at once. */
export const kill: Fault = {
  begin: (env) => env.useWorkers("plain", 2),
  async strike(strike) {
    const { env, random, struck } = strike;
    const which = random.pick(["holder", "holder", "any", "all"] as const);
    const victims: CrashWorker[] =
      which === "all" ? [...env.workers] : [which === "any" ? random.pick(env.workers) : await holder(strike)];
    await Promise.all(victims.map((worker) => env.end(worker, "SIGKILL")));
    await struck();
    if (which === "all") await env.startWorker("plain");
  },
};
