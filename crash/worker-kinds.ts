import { type SilentProxy, startSilentProxy } from "./silent-proxy";
import { startWorkerProcess, type WorkerProcess } from "./worker-process";

/** `skewed`: its clock is wrong by hours. `proxied`: reaches the database through a proxy that can fall silent. */
export type WorkerKind = "plain" | "skewed" | "proxied";

export interface CrashWorker extends WorkerProcess {
  kind: WorkerKind;
  proxy?: SilentProxy;
}

const HOUR_MS = 3_600_000;

export async function startWorkerOfKind(kind: WorkerKind, url: string, nth: number): Promise<CrashWorker> {
  const env: Record<string, string> = { SWATH_WORKER_CONCURRENCY: "2" };
  if (kind === "plain") return { ...(await startWorkerProcess(url, env)), kind };
  if (kind === "skewed") {
    env.SWATH_CRASH_CLOCK_MS = String(nth % 2 === 0 ? 5 * HOUR_MS : -11 * HOUR_MS);
    return { ...(await startWorkerProcess(url, env, "./crash/skewed-clock.mjs")), kind };
  }
  const through = new URL(url);
  const proxy = await startSilentProxy(Number(through.port));
  through.port = String(proxy.port);
  return { ...(await startWorkerProcess(through.toString(), env)), kind, proxy };
}
