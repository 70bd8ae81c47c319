import { getJson } from "@/components/http/request";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import type { TableNews } from "@/lib/live/table-news";
import type { LiveStatus, TasksMessage } from "./live-store";

export interface LiveStreamOptions {
  onTasks: (message: TasksMessage) => void;
  onNews: (news: TableNews[]) => void;
  onStatus: (status: LiveStatus, since: number | null) => void;
}

/** A reconnect that is quicker than this is nobody's concern: the server itself ends each stream now and then. */
const GRACE_MS = 4_000;
const FIRST_EVENT_MS = 10_000;
/** The server beats every 15 s; a connection that a sleeping laptop has lost may look open for ever. */
const SILENT_MS = 40_000;
const POLL_MS = 5_000;
const POLL_AFTER_FAILURES = 3;
const LONGEST_WAIT_MS = 30_000;

/** The event stream of one browser: reconnects for as long as it takes, and asks by plain requests meanwhile. */
export class LiveStream {
  readonly #options: LiveStreamOptions;
  #source: EventSource | undefined;
  #failures = 0;
  #heardAt = 0;
  #polledAt = 0;
  #lostAt: number | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #first: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setInterval> | undefined;
  readonly #watch: ReturnType<typeof setInterval>;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
    this.#watch = setInterval(() => this.check(), 10_000);
    this.#connect();
  }

  /** To be called when the page wakes up or the network is back: does not wait for its turn. */
  check(): void {
    const silent = this.#source !== undefined && Date.now() - this.#heardAt > SILENT_MS;
    if (silent) this.#lost();
  }

  /** The browser says that the network is gone: no need to wait until the stream notices. */
  lose(): void {
    if (this.#source) this.#lost();
  }

  hurry(): void {
    if (this.#retry !== undefined) this.#connect();
    else this.check();
  }

  close(): void {
    clearInterval(this.#watch);
    this.#stopPolling();
    clearTimeout(this.#retry);
    clearTimeout(this.#grace);
    this.#drop();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#drop();
    const source = new EventSource("/api/tasks/events");
    this.#source = source;
    this.#heardAt = Date.now();
    for (const type of ["snapshot", "tasks"] as const) {
      source.addEventListener(type, (event) => {
        // Tasks first: whoever is told that it is live may count on knowing what there was.
        this.#options.onTasks({ type, tasks: JSON.parse(event.data as string) as TaskSnapshot[] });
        this.#well();
      });
    }
    source.addEventListener("tables", (event) => {
      this.#heardAt = Date.now();
      this.#options.onNews(JSON.parse(event.data as string) as TableNews[]);
    });
    source.addEventListener("beat", () => (this.#heardAt = Date.now()));
    source.addEventListener("error", () => this.#lost());
    // A proxy that holds events back looks like a stream on which nothing ever happens.
    this.#first = setTimeout(() => this.#lost(), FIRST_EVENT_MS);
  }

  #well(): void {
    this.#heardAt = Date.now();
    this.#failures = 0;
    clearTimeout(this.#first);
    this.#backToLive();
    this.#stopPolling();
  }

  #backToLive(): void {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    this.#lostAt = null;
    this.#options.onStatus("live", null);
  }

  #lost(): void {
    this.#drop();
    this.#failures += 1;
    this.#lostAt ??= Date.now();
    this.#grace ??= setTimeout(() => this.#giveNotice(), GRACE_MS);
    this.#retry = setTimeout(
      () => this.#connect(),
      Math.min(1_000 * 2 ** (this.#failures - 1), LONGEST_WAIT_MS) * (0.75 + Math.random() / 2),
    );
    if (this.#failures >= POLL_AFTER_FAILURES) this.#startPolling();
  }

  #giveNotice(): void {
    this.#grace = undefined;
    const polled = Date.now() - this.#polledAt < 2 * POLL_MS;
    if (!polled) this.#options.onStatus("offline", this.#lostAt);
  }

  #drop(): void {
    clearTimeout(this.#first);
    this.#source?.close();
    this.#source = undefined;
  }

  #startPolling(): void {
    this.#poll ??= setInterval(() => void this.#ask(), POLL_MS);
  }

  #stopPolling(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
  }

  async #ask(): Promise<void> {
    const tasks = await getJson<TaskSnapshot[]>("/api/tasks", { timeoutMs: POLL_MS, has: ["length"] }).catch(
      () => undefined,
    );
    // The stream may be back by now, or the page gone.
    if (this.#poll === undefined) return;
    if (!tasks) return this.#giveNotice();
    this.#polledAt = Date.now();
    this.#options.onTasks({ type: "snapshot", tasks });
    this.#backToLive();
  }
}
