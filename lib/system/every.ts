import type { Logger } from "pino";

export interface Repeating {
  /** Runs as soon as the current run, if any, has ended. */
  now: () => void;
  /** Waits for the current run. */
  stop: () => Promise<void>;
}

/** Runs `work` at once and then `ms` after each end, never twice at the same time. What it throws is logged. */
export function every(ms: number, name: string, log: Logger, work: () => Promise<void>): Repeating {
  let stopped = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const run = () => {
    timer = undefined;
    running = work()
      .catch((error: unknown) => log.warn({ err: error }, `${name} failed; it will be tried again`))
      .then(() => {
        running = undefined;
        if (stopped) return;
        timer = setTimeout(run, again ? 0 : ms);
        again = false;
      });
  };
  run();

  return {
    now() {
      if (stopped) return;
      if (running) {
        again = true;
        return;
      }
      clearTimeout(timer);
      run();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
