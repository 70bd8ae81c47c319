import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { clientFor } from "@/lib/db/connect/client-for";
import { readConnection } from "@/lib/db/connect/connection-string";
import { isThroughPooler } from "@/lib/db/connect/pooler";

export interface ListenerOptions {
  url: string;
  channel: string;
  applicationName: string;
  onNotification: (payload: string) => void;
  /** LISTEN stands again after the connection was lost: what was told in between is lost. */
  onAgain?: () => void;
}

const ANSWER_MS = 5_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;
const POOLED = "LISTEN is not heard through a connection pooler: set DATABASE_DIRECT_URL.";
const GOODBYE_MS = 1_000;

/**
 * One connection of its own that LISTENs, opened again whenever it is lost. What is told meanwhile is lost, so whoever
 * listens also looks from time to time. Over `pg`: postgres.js 3.4, ended twice in a row, comes back and hears nothing.
 */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #stopping = new AbortController();
  #client: pg.Client | undefined;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** @throws when the first connection fails; later ones are tried until `stop` */
  async start(): Promise<void> {
    const ended = await this.#open();
    void this.#keep(ended);
  }

  /** Tells the channel, over the same connection. */
  async notify(payload: string): Promise<void> {
    await this.#client?.query("select pg_notify($1, $2)", [this.#options.channel, payload]);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const goodbye = this.#client?.end().catch(() => {});
    await Promise.race([goodbye, sleep(GOODBYE_MS, undefined, { ref: false })]);
  }

  /** Answers with the end of the connection. */
  async #open(): Promise<{ end: Promise<void> }> {
    const { url, channel, applicationName, onNotification } = this.#options;
    const client = clientFor(url, { applicationName, connectTimeoutMs: ANSWER_MS, query_timeout: ANSWER_MS });
    this.#client = client;
    const end = new Promise<void>((resolve) => client.on("error", () => resolve()).once("end", () => resolve()));
    client.on("notification", ({ payload }) => onNotification(payload ?? ""));
    try {
      const { pooled } = readConnection(url);
      if (pooled) throw new Error(POOLED);
      await client.connect();
      // There a connection would listen that is somebody else's next.
      if (pooled === undefined && (await isThroughPooler(client))) throw new Error(POOLED);
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    return { end };
  }

  async #keep(first: { end: Promise<void> }): Promise<void> {
    let connection = first;
    let wait = FIRST_WAIT_MS;
    const { signal } = this.#stopping;
    for (;;) {
      await connection.end;
      if (signal.aborted) return;
      try {
        connection = await this.#open();
        if (signal.aborted) return await this.#client?.end();
        wait = FIRST_WAIT_MS;
        this.#options.onAgain?.();
      } catch {
        await sleep(wait, undefined, { signal, ref: false }).catch(() => {});
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
    }
  }
}
