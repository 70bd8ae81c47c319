import type { WorkerEvents } from "graphile-worker";

/** Longer than the pause of three to five seconds that Graphile Worker makes when it finds Postgres starting. */
const PATIENCE_MS = 10_000;

/**
 * Notices a runner that has free slots and still hears nothing from the queue: `lost` then rejects. Graphile Worker 0.18
 * remembers a failed look-up of its task ids for as long as the runner lives, and finds no job ever again when Postgres
 * went away in just that moment; nor does a silent network end its wait.
 */
export function watchQueue(
  events: WorkerEvents,
  slots: number,
  patienceMs = PATIENCE_MS,
): { lost: Promise<never>; stop: () => void } {
  let busy = 0;
  let heardAt = 0;
  const heard = () => void (heardAt = performance.now());
  events.on("worker:getJob:empty", heard);
  events.on("job:start", () => {
    busy += 1;
    heard();
  });
  events.on("job:complete", () => {
    busy -= 1;
    heard();
  });

  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearInterval(timer);
  events.once("pool:gracefulShutdown", stop);
  const lost = new Promise<never>((_resolve, reject) => {
    events.once("pool:create", () => {
      heard();
      timer = setInterval(() => {
        if (busy < slots && performance.now() - heardAt > patienceMs)
          reject(new Error("The queue runner hears nothing from the queue."));
      }, patienceMs / 10).unref();
    });
  });
  // Nobody may be waiting for it yet.
  lost.catch(() => {});
  return { lost, stop };
}
