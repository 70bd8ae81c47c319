import type { Logger } from "pino";
import type { Db } from "@/lib/db/client";
import type { NotificationRow } from "@/lib/db/schema/notifications";
import { callback } from "./callback";
import { type Channel, DeliveryError } from "./channel";
import type { NotifyConfig } from "./config";
import { email } from "./email";
import { readEndedTask } from "./ended-task";
import { claimDue, LEASE_SECONDS, noteFailed, noteNotHere, noteSent, noteSkipped, renewLease } from "./outbox";
import type { SentChannel } from "./model/tell";
import { webhook } from "./webhook";

const CHANNELS: Record<SentChannel, Channel> = { email, webhook, callback };

/** Seconds between one try and the next, give or take a fifth; about six hours in all. */
export const RETRY_AFTER_SECONDS = [5, 30, 120, 600, 3_600, 18_000];

const AT_ONCE = 8;

export interface DelivererOptions {
  db: Db;
  log: Logger;
  config: NotifyConfig;
  retryAfterSeconds?: readonly number[];
  /** What this process is not set up for waits for another one, instead of being skipped. */
  leavesUnready?: boolean;
  /** There is room for another message. */
  onRoom?: () => void;
}

/** Sends what waits in the outbox. Any number of them, in any number of processes, share the work. */
export class Deliverer {
  readonly #running = new Set<Promise<void>>();
  readonly #options: Required<DelivererOptions>;

  constructor({
    retryAfterSeconds = RETRY_AFTER_SECONDS,
    leavesUnready = false,
    onRoom = () => {},
    ...given
  }: DelivererOptions) {
    this.#options = { ...given, retryAfterSeconds, leavesUnready, onRoom };
  }

  /** Takes up what is due as far as there is room, without waiting for the receivers. @returns how many */
  async takeDue(): Promise<number> {
    const { db } = this.#options;
    const room = AT_ONCE - this.#running.size;
    if (room <= 0) return 0;
    const messages = await claimDue(db, room);
    for (const message of messages) {
      const delivery: Promise<void> = this.#deliver(message).finally(() => {
        this.#running.delete(delivery);
        this.#options.onRoom();
      });
      this.#running.add(delivery);
    }
    return messages.length;
  }

  /** Sends all that is due by now, and waits for the receivers. */
  async sendDue(): Promise<void> {
    while ((await this.takeDue()) > 0) await this.idle();
  }

  /** Waits for what is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** Never throws: what could not be noted is tried again after its lease. */
  async #deliver(message: NotificationRow): Promise<void> {
    const { db, log } = this.#options;
    const lease = setInterval(() => void renewLease(db, message).catch(() => {}), (LEASE_SECONDS * 1_000) / 4);
    try {
      await this.#send(message);
    } catch (error) {
      log.warn({ err: error, notification: message.id }, "could not note what became of a notification");
    } finally {
      clearInterval(lease);
    }
  }

  async #send(message: NotificationRow): Promise<void> {
    const { db, log, config, leavesUnready } = this.#options;
    const about = { notification: message.id, taskId: message.taskId, channel: message.channel };
    const end = await readEndedTask(db, message.taskId);
    if (!end) return;
    const channel = CHANNELS[message.channel];
    const unready = channel.unready(config, message, end);
    if (unready) {
      log.warn(about, `a notification was not sent. ${unready}`);
      return leavesUnready ? noteNotHere(db, message, unready) : noteSkipped(db, message, unready);
    }
    try {
      this.#assertNotDeadly(message);
      await channel.send(config, message, end);
    } catch (error) {
      return this.#failed(message, error, about);
    }
    await noteSent(db, message);
  }

  /** A try more than there may be: the ones before it ended their process. */
  #assertNotDeadly({ attempts, lastError }: NotificationRow): void {
    if (attempts <= this.#options.retryAfterSeconds.length + 1) return;
    throw new DeliveryError(lastError ?? "The worker ended while sending, each time.", { lasting: true });
  }

  async #failed(message: NotificationRow, error: unknown, about: object): Promise<void> {
    const { db, log, retryAfterSeconds } = this.#options;
    const known = error instanceof DeliveryError;
    const why = known ? error.message : "Something went wrong while sending; the log has it.";
    const wait = known && error.lasting ? undefined : retryAfterSeconds[message.attempts - 1];
    if (wait === undefined) log.error({ ...about, err: error }, "a notification failed for good");
    else log.warn({ ...about, err: error, attempt: message.attempts }, "a notification failed; it is tried again");
    await noteFailed(db, message, why, wait === undefined ? undefined : wait * (0.8 + Math.random() * 0.4));
  }
}
