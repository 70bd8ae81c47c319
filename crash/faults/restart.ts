import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "@/crash/fault";
import { assertWorks } from "@/crash/works-again";

/** Postgres goes away and comes back: a fast shutdown, an immediate one with recovery, or kill -9 of the postmaster. */
export const restart: Fault = {
  begin: (env) => env.useWorkers("plain", 2),
  async strike({ env, random, struck, complain }) {
    if (!env.server) throw new Error("A restart needs a server of its own.");
    const begun = performance.now();
    const pid = env.server.pid();
    process.kill(pid, random.pick(["SIGINT", "SIGQUIT", "SIGKILL"] as const));
    while (isAlive(pid)) await sleep(20);
    await sleep(random.int(0, 1_500));
    await env.server.start();
    await struck(begun);
    return () => assertWorks(env, random.pick(env.workers), complain);
  },
};

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
