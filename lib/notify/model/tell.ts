import type { Notification } from "@/lib/bulk/model/policies";
import type { TaskState } from "@/lib/bulk/model/states";

/** Which ends are told of. A problem is any end but “every record as asked”. */
export const TELLS = ["always", "problems", "never"] as const;
export type Tell = (typeof TELLS)[number];

/** Channels that reach the owner of a task, who may therefore say when. */
export const CHOSEN_CHANNELS = ["status_page", "toast", "browser", "email"] as const satisfies readonly Notification[];
export type ChosenChannel = (typeof CHOSEN_CHANNELS)[number];

/** A channel that is missing here follows what its table declares. */
export type Preferences = Partial<Record<ChosenChannel, Tell>>;

/** Channels that leave the house; the others are pages, which read the task itself. */
export const SENT_CHANNELS = ["email", "webhook", "callback"] as const satisfies readonly Notification[];
export type SentChannel = (typeof SENT_CHANNELS)[number];

export const DELIVERY_STATES = [
  "waiting", // for its first or its next try, or under way
  "sent", // the receiver took it
  "failed", // given up after the last try, or refused for good
  "skipped", // this installation has no way to send it
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export function isTold(tell: Tell, state: TaskState): boolean {
  return tell === "always" || (tell === "problems" && state !== "succeeded");
}
