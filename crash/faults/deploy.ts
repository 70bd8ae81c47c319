import type { Fault } from "@/crash/fault";

/** New workers come and the old ones go by SIGTERM, in mid-task: one after the other, or all at once. */
export const deploy: Fault = {
  begin: (env) => env.useWorkers("plain", 2),
  async strike({ env, random, struck, complain }) {
    const old = [...env.workers];
    const rolling = random.chance(0.5);
    const fresh = () => Promise.all(old.map(() => env.startWorker("plain")));
    if (rolling) await fresh();
    const ends = old.map((worker) => env.end(worker, "SIGTERM"));
    await struck();
    if (!rolling) await fresh();
    for (const { code, tookMs } of await Promise.all(ends)) {
      if (code !== 0 || tookMs > 10_000) complain(`an old worker ended with ${code} after ${tookMs} ms`);
    }
  },
};
