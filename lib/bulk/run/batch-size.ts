const TARGET_MS = 375;
const MOST_SLICES = 40;
const SMOOTHING = 0.4;
const GROWTH = 1.2;

/**
 * How many slices a lane claims per transaction: as many as take 250–500 ms, so that other people's locks on these
 * records stay short. Grows slowly, shrinks at once (after pt-online-schema-change and GitLab's batch optimizer).
 */
export class BatchSize {
  #ideal = 1;
  #msPerSlice: number | undefined;
  /** The last chunks had records that the database refused: the next ones are likely to have some, too. */
  isolate = false;

  /** Slices for the next transaction. */
  get slices(): number {
    return Math.floor(this.#ideal);
  }

  wrote(slices: number, durationMs: number): void {
    const ms = durationMs / slices;
    this.#msPerSlice = this.#msPerSlice === undefined ? ms : SMOOTHING * ms + (1 - SMOOTHING) * this.#msPerSlice;
    const fits = TARGET_MS / Math.max(this.#msPerSlice, 0.1);
    this.#ideal = Math.max(1, Math.min(fits, this.#ideal * GROWTH, MOST_SLICES));
  }

  /** Another session's lock or a time-out. */
  blocked(): void {
    this.#ideal = Math.max(1, this.#ideal / 2);
  }

  /** An error nobody expected: the chunk that causes it shall stand alone. */
  failed(): void {
    this.#ideal = 1;
  }
}

/** The batch sizes of the tasks that this process works on, kept from one lane job to the next. */
export class BatchSizes {
  readonly #batchSizes = new Map<string, BatchSize>();

  of(taskId: string): BatchSize {
    const known = this.#batchSizes.get(taskId);
    if (known) return known;
    const batchSize = new BatchSize();
    this.#batchSizes.set(taskId, batchSize);
    // A task that ended on another host is never forgotten by this one: the oldest goes.
    if (this.#batchSizes.size > 1_000) this.#batchSizes.delete(this.#batchSizes.keys().next().value ?? taskId);
    return batchSize;
  }

  forget(taskId: string): void {
    this.#batchSizes.delete(taskId);
  }
}
