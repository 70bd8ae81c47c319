import { z } from "zod";
import { NOTIFICATIONS, type Notification } from "@/lib/bulk/model/policies";

const when = z.enum(["always", "problems"]).default("always");
const webUrl = z.url({ protocol: /^https?$/ });

export const NotificationOption = z.union([
  z.enum(NOTIFICATIONS),
  z.strictObject({ channel: z.enum(["status_page", "toast", "browser"]), when }),
  z.strictObject({ channel: z.literal("email"), when, alsoTo: z.array(z.email()).max(20).default([]) }),
  z.strictObject({
    channel: z.literal("webhook"),
    when,
    url: webUrl,
    secretEnv: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  }),
]);

/**
 * How the end of a table's tasks is told: the name of a channel, or a channel with its settings. `when` is what a person
 * gets who has chosen nothing. An e-mail goes to the task's owner, and `alsoTo` others; a webhook without an address
 * uses SWATH_WEBHOOK_URL, one with an address names the environment variable that holds its secret.
 */
export type NotificationOption = z.input<typeof NotificationOption>;

/** A declared channel, all defaults filled in. */
export interface NotificationRule {
  channel: Exclude<Notification, "none">;
  when: "always" | "problems";
  alsoTo: string[];
  webhook?: { url: string; secretEnv: string };
}

/**
 * Reads what a table declares. `onFinish` is the channel `callback`, also where it is not named.
 * @throws Error with a sentence for the developer: unknown channel or setting, one channel twice, `none` beside another,
 *   `callback` without a hook
 */
export function notificationRules(
  table: string,
  options: readonly NotificationOption[],
  hasHook: boolean,
): NotificationRule[] {
  const refuse = (why: string) => new Error(`defineTable(${table}): notification: ${why}`);
  const given = options.map((option) => {
    const parsed = NotificationOption.safeParse(option);
    if (!parsed.success) throw refuse(`${JSON.stringify(option)} is no channel that Swath knows.`);
    return typeof parsed.data === "string" ? { channel: parsed.data, when: "always" as const } : parsed.data;
  });
  const names = given.map(({ channel }) => channel);
  if (names.includes("none")) {
    if (names.length > 1 || hasHook) throw refuse('"none" stands alone, also without an onFinish.');
    return [];
  }
  if (names.includes("callback") && !hasHook) throw refuse('"callback" needs an onFinish.');
  const rules = given.map((option): NotificationRule => {
    const { channel, when: tell } = option;
    return {
      channel: channel as NotificationRule["channel"],
      when: tell,
      alsoTo: "alsoTo" in option ? option.alsoTo : [],
      ...("url" in option ? { webhook: { url: option.url, secretEnv: option.secretEnv } } : {}),
    };
  });
  const twice = rules.find((rule, at) => rules.slice(0, at).some((other) => keyOf(other) === keyOf(rule)));
  if (twice) throw refuse(`"${keyOf(twice)}" stands there twice.`);
  if (hasHook && !names.includes("callback")) rules.push({ channel: "callback", when: "always", alsoTo: [] });
  return rules;
}

const keyOf = ({ channel, webhook }: NotificationRule) => webhook?.url ?? channel;

/** The names of the channels in their one order, as a task keeps them. */
export function channelNames(channels: Iterable<Notification>): Notification[] {
  const named = new Set(channels);
  return NOTIFICATIONS.filter((channel) => named.has(channel));
}
