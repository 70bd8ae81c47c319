import { LATER_MS, type LaneRunner } from "./queue-backend";

export interface LaneLineOptions {
  lanes: LaneRunner;
  /** Lanes that may run at once. */
  concurrency: number;
  /** How many lanes of a task this process shall have; 0 when there is nothing to do any more. */
  wanted: (taskId: string) => Promise<number>;
  /** Whether there is time for another turn of a lane; when there is not, those that wait leave the line. */
  mayBegin?: (() => boolean) | undefined;
}

/**
 * Lanes that wait in memory, first come, first served; one that has more to do goes to the end of the line. What it
 * forgets when the process dies is offered again by whoever looks at the tasks' rows.
 */
export class LaneLine {
  readonly #options: LaneLineOptions;
  readonly #waiting: string[] = [];
  /** Lanes of a task: waiting, put off or running. */
  readonly #counts = new Map<string, number>();
  readonly #running = new Set<Promise<void>>();
  #idle: Promise<void> | undefined;
  #stopped = false;

  constructor(options: LaneLineOptions) {
    this.#options = options;
  }

  /** Whether lanes of this task wait or run here. */
  has(taskId: string): boolean {
    return this.#counts.has(taskId);
  }

  /** Lines up as many lanes of the task as are wanted and not here yet; answers whether there were any. */
  async offer(taskId: string): Promise<boolean> {
    const wanted = await this.#options.wanted(taskId);
    let added = false;
    while (!this.#stopped && (this.#counts.get(taskId) ?? 0) < wanted) {
      added = true;
      this.#count(taskId, 1);
      this.#line(taskId);
    }
    return added;
  }

  /** Resolves when no lane waits or runs. */
  idle(): Promise<void> {
    this.#idle ??= this.#untilIdle().finally(() => (this.#idle = undefined));
    return this.#idle;
  }

  async #untilIdle(): Promise<void> {
    while (this.#counts.size > 0 && !this.#stopped) {
      await (this.#running.size > 0
        ? Promise.race(this.#running)
        : new Promise((again) => setTimeout(again, LATER_MS)));
    }
  }

  /** Begins no further lane, and waits for those that run. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
  }

  #count(taskId: string, by: number): void {
    const n = (this.#counts.get(taskId) ?? 0) + by;
    if (n > 0) this.#counts.set(taskId, n);
    else this.#counts.delete(taskId);
  }

  #line(taskId: string): void {
    this.#waiting.push(taskId);
    this.#fill();
  }

  #fill(): void {
    while (!this.#stopped && this.#running.size < this.#options.concurrency) {
      const taskId = this.#waiting.shift();
      if (taskId === undefined) return;
      if (this.#options.mayBegin?.() === false) {
        this.#count(taskId, -1);
        continue;
      }
      const lane: Promise<void> = this.#work(taskId).finally(() => {
        this.#running.delete(lane);
        this.#fill();
      });
      this.#running.add(lane);
    }
  }

  async #work(taskId: string): Promise<void> {
    const { lanes, wanted } = this.#options;
    // Which of its lanes this is makes no difference here: they are counted.
    const end = await lanes.run({ taskId, lane: 0 }, async () => this.#waiting.some((other) => other !== taskId));
    // They may have been limited meanwhile; while the database can't say, they stay as they are.
    const most = end === "done" ? 0 : await wanted(taskId).catch(() => Number.POSITIVE_INFINITY);
    if (end === "done" || (this.#counts.get(taskId) ?? 0) > most) this.#count(taskId, -1);
    else if (end === "again") this.#line(taskId);
    else setTimeout(() => this.#line(taskId), LATER_MS).unref();
  }
}
