import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface WorkerProcess {
  pid: number;
  /** Lines of its log so far. */
  log: string[];
  /** Undefined while it lives. */
  ended: () => { code: number | null; signal: NodeJS.Signals | null } | undefined;
  signal: (signal: NodeJS.Signals) => void;
  /** Sends the signal (SIGTERM unless told otherwise) and waits for the end. */
  end: (signal?: NodeJS.Signals) => Promise<{ code: number | null; signal: NodeJS.Signals | null; tookMs: number }>;
}

const ROOT = path.resolve(import.meta.dirname, "..");
/** Patient, since a busy machine is no fault of the worker. */
const READY_WITHIN_MS = 120_000;
const alive = new Set<ChildProcess>();
// Whatever ends the suite, its workers go with it.
process.once("exit", () => alive.forEach((child) => child.kill("SIGKILL")));

/** A real worker process, ready to work. `preload` is imported before anything else. */
export async function startWorkerProcess(
  url: string,
  env: Record<string, string> = {},
  preload?: string,
): Promise<WorkerProcess> {
  const imports = [preload, "tsx"].flatMap((each) => (each ? ["--import", each] : []));
  const child = spawn(process.execPath, [...imports, path.join("worker", "main.ts")], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "test", DATABASE_URL: url, SWATH_LOG_LEVEL: "info", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  alive.add(child);
  let end: ReturnType<WorkerProcess["ended"]>;
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("exit", (code, signal) => {
      alive.delete(child);
      end = { code, signal };
      resolve(end);
    });
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log.push(...text.split("\n").filter(Boolean));
      if (process.env.SWATH_SHOW_WORKER_LOG) process.stderr.write(text);
    });
  }
  const worker: WorkerProcess = {
    pid: child.pid ?? 0,
    log,
    ended: () => end,
    signal: (signal) => void child.kill(signal),
    async end(signal = "SIGTERM") {
      const begun = performance.now();
      child.kill(signal);
      return { ...(await ended), tookMs: Math.round(performance.now() - begun) };
    },
  };
  const isReady = () => log.some((line) => line.includes("worker ready"));
  const ready = until(isReady, READY_WITHIN_MS, "the worker to be ready");
  const early = ended.then(({ code }) =>
    Promise.reject(new Error(`The worker ended with ${code}:\n${log.join("\n")}`)),
  );
  early.catch(() => {});
  await Promise.race([ready, early]);
  return worker;
}

/** For `afterEach`: ends what a test left behind, and says so. */
export async function endWorkerProcesses(): Promise<void> {
  await Promise.all(
    [...alive].map((child) => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGCONT");
      child.kill("SIGKILL");
      return gone;
    }),
  );
}

/** Polls until `check` holds. @throws Error naming what was waited for */
export async function until(
  check: () => boolean | Promise<boolean>,
  withinMs: number,
  what: string,
  everyMs = 25,
): Promise<number> {
  const begun = performance.now();
  for (;;) {
    if (await check()) return Math.round(performance.now() - begun);
    if (performance.now() - begun > withinMs) throw new Error(`Waited ${withinMs} ms in vain for ${what}.`);
    await sleep(everyMs);
  }
}
