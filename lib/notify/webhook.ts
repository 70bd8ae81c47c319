import { Webhook } from "standardwebhooks";
import type { NotificationRow } from "@/lib/db/schema/notifications";
import { type Channel, DeliveryError } from "./channel";
import type { NotifyConfig } from "./config";
import type { EndedTask } from "./ended-task";
import { post } from "./post";
import { InternalAddressError } from "./public-address";
import { webhookPayload } from "./webhook-payload";
import { DEFAULT_WEBHOOK } from "./who-is-told";

/** A POST signed by the Standard Webhooks scheme. `webhook-id` is the same for every try of a message. */
export const webhook: Channel = {
  unready: (config, message, end) => {
    const target = targetOf(config, message, end);
    return "missing" in target ? target.missing : undefined;
  },

  async send(config, message, end) {
    const target = targetOf(config, message, end);
    if ("missing" in target) throw new DeliveryError(target.missing, { lasting: true });
    const body = JSON.stringify(webhookPayload(end, config.publicUrl));
    const at = new Date();
    const status = await post(
      target.url,
      body,
      {
        "user-agent": "Swath",
        "webhook-id": message.id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
        "webhook-signature": target.signer.sign(message.id, at, body),
      },
      config,
    ).catch((error: unknown) => {
      throw explained(error);
    });
    if (status < 200 || status > 299) throw refused(status);
  },
};

function targetOf(
  config: NotifyConfig,
  { recipient }: NotificationRow,
  { table }: EndedTask,
): { url: string; signer: Webhook } | { missing: string } {
  if (recipient === DEFAULT_WEBHOOK) {
    const { webhookUrl, webhookSecret } = config;
    if (!webhookUrl || !webhookSecret) {
      return { missing: "Webhooks are not set up here: SWATH_WEBHOOK_URL, SWATH_WEBHOOK_SECRET." };
    }
    return withSigner(webhookUrl, webhookSecret, "SWATH_WEBHOOK_SECRET");
  }
  const rule = table?.notification.find(({ webhook: declared }) => declared?.url === recipient)?.webhook;
  if (!rule) return { missing: "The table no longer declares this webhook." };
  const secret = config.secretNamed(rule.secretEnv);
  return secret
    ? withSigner(rule.url, secret, rule.secretEnv)
    : { missing: `The secret of this webhook is not set: ${rule.secretEnv}.` };
}

function withSigner(url: string, secret: string, name: string) {
  try {
    return { url, signer: new Webhook(secret) };
  } catch {
    return { missing: `${name} is no secret of Standard Webhooks: base64, for example whsec_….` };
  }
}

function refused(status: number): DeliveryError {
  if (status === 410) return new DeliveryError("The receiver is gone for good (410).", { lasting: true });
  const redirect = status >= 300 && status < 400 ? " Redirects are not followed." : "";
  return new DeliveryError(`The receiver answered ${status}.${redirect}`);
}

const WORDS: Record<string, string> = {
  ABORT_ERR: "The receiver did not answer within 10 s.",
  ENOTFOUND: "The receiver's address can't be found.",
  EAI_AGAIN: "The receiver's address can't be found.",
  ECONNREFUSED: "The receiver refused the connection.",
  ECONNRESET: "The receiver broke the connection off.",
};

function explained(error: unknown): DeliveryError {
  if (error instanceof InternalAddressError) {
    const message = "The address is not on the public internet, or not https; this installation allows nothing else.";
    return new DeliveryError(message, { lasting: true, cause: error });
  }
  const { code = "", name } = error as NodeJS.ErrnoException;
  const timedOut = name === "TimeoutError" || name === "AbortError" ? WORDS.ABORT_ERR : undefined;
  const insecure = /CERT|TLS|SSL/.test(code) ? "The receiver's certificate can't be trusted." : undefined;
  return new DeliveryError(timedOut ?? WORDS[code] ?? insecure ?? "The receiver can't be reached.", { cause: error });
}
