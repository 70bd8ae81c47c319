import type { Notification } from "@/lib/bulk/model/policies";
import type { TaskState } from "@/lib/bulk/model/states";
import { channelNames, type NotificationRule } from "./notification-rules";
import { CHOSEN_CHANNELS, type ChosenChannel, isTold, type Preferences, type SentChannel } from "./model/tell";

/** Stands for whatever SWATH_WEBHOOK_URL holds where the webhook is sent. */
export const DEFAULT_WEBHOOK = "SWATH_WEBHOOK_URL";

export interface EndToTell {
  rules: readonly NotificationRule[];
  preferences: Preferences;
  state: TaskState;
  /** Whoever made a direct edit has its answer already: no e-mail about it. */
  direct: boolean;
  /** Null where the account is disabled. */
  ownersAddress: string | null;
}

export interface Told {
  /** Every channel by which the end is told. */
  channels: Notification[];
  /** What has to be sent: one message each. */
  outgoing: { channel: SentChannel; recipient: string }[];
}

/** By which channels the end of a task is told, and to whom: the table's declaration, then what its owner has chosen. */
export function whoIsTold({ rules, preferences, state, direct, ownersAddress }: EndToTell): Told {
  if (rules.length === 0) return { channels: [], outgoing: [] };
  const declared = (channel: Notification) => rules.find((rule) => rule.channel === channel);
  const owner = (channel: ChosenChannel) =>
    isTold(preferences[channel] ?? declared(channel)?.when ?? "never", state) &&
    (channel !== "email" || (!direct && ownersAddress !== null));

  const channels: Notification[] = CHOSEN_CHANNELS.filter(owner);
  const outgoing: Told["outgoing"] = [];
  const mailed = new Set<string>(owner("email") && ownersAddress ? [ownersAddress] : []);
  for (const rule of rules) {
    if (!isTold(rule.when, state)) continue;
    if (rule.channel === "email" && !direct) rule.alsoTo.forEach((address) => mailed.add(address));
    if (rule.channel === "webhook")
      outgoing.push({ channel: "webhook", recipient: rule.webhook?.url ?? DEFAULT_WEBHOOK });
    if (rule.channel === "callback") outgoing.push({ channel: "callback", recipient: "onFinish" });
  }
  outgoing.unshift(...[...mailed].map((recipient) => ({ channel: "email" as const, recipient })));
  return { channels: channelNames([...channels, ...outgoing.map(({ channel }) => channel)]), outgoing };
}
