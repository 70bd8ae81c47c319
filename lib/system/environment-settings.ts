import { assertRole } from "@/lib/model/actor";
import type { Ctx } from "@/lib/ctx";
import { env, isInEnvironment } from "@/lib/env";

export interface EnvironmentSetting {
  name: string;
  /** Of a secret only whether there is one. */
  value: string | number | boolean | null;
  source: "environment" | "default";
}

const PLAIN = [
  "SWATH_HISTORY_MONTHS",
  "SWATH_LIVE",
  "SWATH_WORKER_CONCURRENCY",
  "SWATH_HOLD_REPLICA_LAG_SECONDS",
  "SWATH_HOLD_BLOCKED_SESSIONS",
  "SWATH_PUBLIC_URL",
  "SWATH_MAIL_FROM",
  "SWATH_WEBHOOK_ALLOW_INTERNAL",
] as const;
const SECRET = ["SWATH_SMTP_URL", "SWATH_WEBHOOK_URL", "SWATH_WEBHOOK_SECRET", "SWATH_METRICS_TOKEN"] as const;

/** Settings of the whole installation, as the environment of this process has them. For admins. @throws AppError FORBIDDEN */
export function environmentSettings({ actor }: Ctx): EnvironmentSetting[] {
  assertRole(actor, "admin", "see settings");
  const source = (name: keyof typeof env) => (isInEnvironment(name) ? "environment" : "default");
  return [
    ...PLAIN.map((name) => ({ name, value: env[name] ?? null, source: source(name) }) as const),
    ...SECRET.map((name) => ({ name, value: env[name] ? "set" : null, source: source(name) }) as const),
  ];
}
