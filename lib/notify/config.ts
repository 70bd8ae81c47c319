import type { LookupFunction } from "node:net";
import { env, secretNamed } from "@/lib/env";

/** What an installation has set up for sending. */
export interface NotifyConfig {
  publicUrl?: string;
  smtpUrl?: string;
  mailFrom?: string;
  webhookUrl?: string;
  webhookSecret?: string;
  /** Webhooks may reach internal networks, and use plain http. */
  allowInternal: boolean;
  secretNamed: (name: string) => string | undefined;
  /** How names become addresses; the system's way unless a test says otherwise. */
  lookup?: LookupFunction;
}

export function notifyConfig(): NotifyConfig {
  return {
    publicUrl: env.SWATH_PUBLIC_URL,
    smtpUrl: env.SWATH_SMTP_URL,
    mailFrom: env.SWATH_MAIL_FROM,
    webhookUrl: env.SWATH_WEBHOOK_URL,
    webhookSecret: env.SWATH_WEBHOOK_SECRET,
    allowInternal: env.SWATH_WEBHOOK_ALLOW_INTERNAL,
    secretNamed,
  };
}
