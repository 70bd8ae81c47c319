import type { NotificationRow } from "@/lib/db/schema/notifications";
import type { NotifyConfig } from "./config";
import type { EndedTask } from "./ended-task";

/** One way out of the house. */
export interface Channel {
  /** Why this installation can't send the message at all, in a sentence; undefined when it can. */
  unready: (config: NotifyConfig, message: NotificationRow, end: EndedTask) => string | undefined;
  /** Resolves once the receiver has taken it. @throws DeliveryError, or anything: both are tried again */
  send: (config: NotifyConfig, message: NotificationRow, end: EndedTask) => Promise<void>;
}

/** Why a message was not taken. The sentence is for people; `lasting`: another try would fail alike. */
export class DeliveryError extends Error {
  readonly lasting: boolean;

  constructor(message: string, options: { lasting?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = "DeliveryError";
    this.lasting = options.lasting ?? false;
  }
}
