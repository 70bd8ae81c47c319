import { Listener } from "@/lib/db/listener";
import { TASKS_CHANNEL } from "./notify";

export interface TaskListenerOptions {
  url: string;
  onChange: (id: string) => void;
  /** A single record was edited. */
  onEdit: () => void;
  /** LISTEN stands again after the connection was lost: what was told in between is lost. */
  onAgain: () => void;
}

const PROBE_MS = 5_000;

/** LISTENs for task changes, and knows whether they really arrive. */
export class TaskListener {
  readonly #listener: Listener;
  readonly #options: TaskListenerOptions;
  #probe: (() => void) | undefined;

  constructor(options: TaskListenerOptions) {
    this.#options = options;
    this.#listener = new Listener({
      url: options.url,
      channel: TASKS_CHANNEL,
      applicationName: "swath-live",
      onNotification: (payload) => this.#take(payload),
      onAgain: options.onAgain,
    });
  }

  /**
   * Resolves when notifications really arrive: behind a transaction pooler LISTEN succeeds and is never heard of again.
   * @throws when they don't
   */
  async start(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error("LISTEN was not answered.")), PROBE_MS);
    });
    const heard = new Promise<void>((resolve) => (this.#probe = resolve));
    try {
      await Promise.race([this.#listen().then(() => heard), late]);
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    await this.#listener.stop();
  }

  async #listen(): Promise<void> {
    await this.#listener.start();
    await this.#listener.notify(PROBE);
  }

  #take(payload: string): void {
    if (payload === PROBE) return this.#probe?.();
    const { id, table } = read(payload);
    if (typeof id === "string" && /^[0-9a-f-]{36}$/.test(id)) this.#options.onChange(id);
    else if (typeof table === "string") this.#options.onEdit();
  }
}

const PROBE = JSON.stringify({ probe: true });

/** Anyone who may connect may notify: what does not look like ours is left alone. */
function read(payload: string): { id?: unknown; table?: unknown } {
  try {
    return (JSON.parse(payload) ?? {}) as { id?: unknown; table?: unknown };
  } catch {
    return {};
  }
}
