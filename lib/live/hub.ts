import type { Db } from "@/lib/db/client";
import { webDatabase } from "@/lib/db/index";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { snapshotsOf } from "@/lib/bulk/task/task-snapshots";
import { fallBackToPolling, liveMode, type LiveMode } from "./live-mode";
import { RevisionPoll } from "./revision-poll";
import { TableChanges } from "./table-changes";
import { TaskListener } from "./task-listener";
import { type HubViewer, ViewerGroups } from "./viewer-groups";
import { ViewerHeartbeat } from "./viewer-heartbeat";

export interface HubOptions {
  db: Db;
  url: string;
  mode: LiveMode;
  /** Between two looks where LISTEN is not to be had. */
  pollMs?: number;
  /** Between two looks beside LISTEN, for notifications that were never sent or got lost. */
  safetyMs?: number;
  coalesceMs?: number;
  /** So much more for each viewer: a thousand of them are told less often, so that telling them leaves room for work. */
  coalesceMsPerViewer?: number;
  onFallback?: (error: unknown) => void;
}

/**
 * Task changes, fetched once per process and handed to every viewer in memory. Ids that come in within `coalesceMs`
 * are fetched together; a viewer gets whole snapshots, so that missing one in between does no harm.
 */
export class TaskHub {
  readonly #options: Required<Omit<HubOptions, "onFallback">> & Pick<HubOptions, "onFallback">;
  readonly #viewers = new ViewerGroups();
  readonly #ids = new Set<string>();
  #poll: RevisionPoll;
  #changes: TableChanges;
  #listener: TaskListener | undefined;
  #timer: NodeJS.Timeout | undefined;
  #flushTimer: NodeJS.Timeout | undefined;
  #flushAt = 0;
  #editsTimer: NodeJS.Timeout | undefined;
  #ready: Promise<void> | undefined;
  #mode: LiveMode;

  constructor(options: HubOptions) {
    this.#options = { pollMs: 500, safetyMs: 5_000, coalesceMs: 100, coalesceMsPerViewer: 0.5, ...options };
    this.#mode = options.mode;
    this.#poll = new RevisionPoll(options.db);
    this.#changes = new TableChanges(options.db);
  }

  /**
   * Resolves when no change can be missed any more: read what is there now after that.
   * @throws when the database does not answer
   */
  async join(viewer: HubViewer): Promise<() => void> {
    this.#viewers.add(viewer);
    try {
      await (this.#ready ??= this.#start());
    } catch (error) {
      this.#viewers.delete(viewer);
      this.#ready = undefined;
      throw error;
    }
    return () => {
      this.#viewers.delete(viewer);
      if (this.#viewers.size === 0) this.#rest();
    };
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  async close(): Promise<void> {
    this.#rest();
    await this.#listener?.stop();
    this.#listener = undefined;
  }

  async #start(): Promise<void> {
    this.#poll = new RevisionPoll(this.#options.db);
    this.#changes = new TableChanges(this.#options.db);
    if (this.#mode === "listen" && !this.#listener) await this.#listen();
    await Promise.all([this.#poll.look(), this.#changes.begin()]);
    this.#schedule();
  }

  async #listen(): Promise<void> {
    const listener = new TaskListener({
      url: this.#options.url,
      onChange: (id) => this.#add([id]),
      onEdit: () => this.#lookForEdits(),
      onAgain: () => void this.#look(),
    });
    try {
      await listener.start();
      this.#listener = listener;
    } catch (error) {
      this.#mode = "poll";
      this.#options.onFallback?.(error);
    }
  }

  /** Without viewers nobody asks the database anything. */
  #rest(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#flushTimer);
    clearTimeout(this.#editsTimer);
    this.#timer = this.#flushTimer = this.#editsTimer = undefined;
    this.#ids.clear();
    this.#ready = undefined;
  }

  #schedule(): void {
    if (this.#viewers.size === 0) return;
    clearTimeout(this.#timer);
    const wait = this.#mode === "poll" ? this.#options.pollMs : this.#options.safetyMs;
    this.#timer = setTimeout(() => void this.#look().then(() => this.#schedule()), wait);
  }

  async #look(): Promise<void> {
    if (this.#viewers.size === 0) return;
    try {
      this.#add(await this.#poll.look());
      this.#viewers.tell([], await this.#changes.edits());
    } catch {
      this.#lose();
    }
  }

  #add(ids: string[]): void {
    if (this.#viewers.size === 0) return;
    for (const id of ids) this.#ids.add(id);
    if (this.#ids.size === 0) return;
    // The first change after a pause is told at once; only those that follow it wait for each other.
    this.#flushTimer ??= setTimeout(() => void this.#flush(), Math.max(0, this.#flushAt - performance.now()));
  }

  async #flush(): Promise<void> {
    const ids = [...this.#ids];
    this.#ids.clear();
    this.#flushAt = performance.now() + this.#coalesceMs();
    try {
      const tasks = (await snapshotsOf(this.#options.db, ids)).filter((task) => task.state !== "planned");
      for (const task of tasks) this.#poll.mark(task.id, task.revision);
      this.#viewers.tell(tasks, this.#changes.ofTasks(tasks));
    } catch {
      this.#lose();
    }
    // Only now: a slow database gets fewer questions, not more of them at once.
    this.#flushTimer = undefined;
    this.#add([]);
  }

  /** Edits that come in within `coalesceMs` are looked for together. */
  #lookForEdits(): void {
    if (this.#viewers.size === 0) return;
    this.#editsTimer ??= setTimeout(() => {
      this.#editsTimer = undefined;
      this.#changes.edits().then(
        (changes) => this.#viewers.tell([], changes),
        () => this.#lose(),
      );
    }, this.#coalesceMs());
  }

  #coalesceMs(): number {
    return this.#options.coalesceMs + this.#options.coalesceMsPerViewer * this.#viewers.size;
  }

  #lose(): void {
    for (const { onLost } of this.#viewers.all()) onLost();
  }
}

// Route bundles and hot reload load this module several times: one hub per process all the same.
const shared = globalThis as unknown as { swathLive?: { hub: TaskHub; viewers: ViewerHeartbeat } };

/** The web process's hub, made on first use; from then on other processes know how many viewers it has. */
function webLive() {
  return (shared.swathLive ??= beginWebLive());
}

function beginWebLive() {
  const { db } = webDatabase();
  const hub = new TaskHub({
    db,
    url: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    mode: liveMode(),
    onFallback: (error) => {
      fallBackToPolling();
      log.warn({ err: error }, "LISTEN does not work over this connection: pages are kept up to date by polling");
    },
  });
  const viewers = new ViewerHeartbeat(db, () => hub.viewers);
  viewers.start();
  return { hub, viewers };
}

export const webTaskHub = (): TaskHub => webLive().hub;
export const webViewers = (): ViewerHeartbeat => webLive().viewers;
