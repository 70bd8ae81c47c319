import postgres from "postgres";
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

/** One connection of its own that LISTENs for task changes; postgres.js opens it again when it is lost. */
export class TaskListener {
  readonly #sql: postgres.Sql;
  readonly #options: TaskListenerOptions;
  #probe: (() => void) | undefined;
  #listening = false;

  constructor(options: TaskListenerOptions) {
    this.#options = options;
    this.#sql = postgres(options.url, {
      max: 1,
      idle_timeout: 5,
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: "swath-live" },
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
    await this.#sql.end({ timeout: 1 });
  }

  async #listen(): Promise<void> {
    await this.#sql.listen(
      TASKS_CHANNEL,
      (payload) => this.#take(payload),
      () => {
        if (this.#listening) this.#options.onAgain();
        this.#listening = true;
      },
    );
    await this.#sql.notify(TASKS_CHANNEL, PROBE);
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
