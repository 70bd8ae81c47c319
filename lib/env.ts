import { createEnv } from "@t3-oss/env-core";
import { z } from "zod";

/** The only place that reads `process.env`. Parsed on first import; a bad value stops the process with its name. */
export const env = createEnv({
  server: {
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    AUTH_SECRET: z.string().min(16).optional(),
    AUTH_GITHUB_ID: z.string().optional(),
    AUTH_GITHUB_SECRET: z.string().optional(),
    AUTH_GOOGLE_ID: z.string().optional(),
    AUTH_GOOGLE_SECRET: z.string().optional(),
    /** `listen` needs a direct or session-mode connection; `poll` works behind a transaction pooler. */
    SWATH_LIVE: z.enum(["listen", "poll"]).default("listen"),
    SWATH_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
    /** Whole months of history to keep besides the current one; undo reaches as far back. */
    SWATH_HISTORY_MONTHS: z.coerce.number().int().min(1).max(1_200).default(12),
    /** Bulk tasks hold while a replica is further behind than so many seconds, … */
    SWATH_HOLD_REPLICA_LAG_SECONDS: z.coerce.number().positive().optional(),
    /** … or while more than so many sessions wait for locks that bulk tasks hold. */
    SWATH_HOLD_BLOCKED_SESSIONS: z.coerce.number().int().min(0).optional(),
    /** For /api/metrics and the detail of /api/health; without it there are no metrics. */
    SWATH_METRICS_TOKEN: z.string().min(16).optional(),
    /** Where people reach this installation, for links in messages. */
    SWATH_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** `smtp://` (STARTTLS where offered) or `smtps://`, with user and password. */
    SWATH_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    /** The sender of e-mails: `swath@example.com` or `Swath <swath@example.com>`. */
    SWATH_MAIL_FROM: z.string().includes("@").optional(),
    /** For tables that declare a webhook without an address of its own. */
    SWATH_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** Of Standard Webhooks: base64, with or without `whsec_`. */
    SWATH_WEBHOOK_SECRET: z.string().optional(),
    /** Lets webhooks reach internal networks, and use plain http. */
    SWATH_WEBHOOK_ALLOW_INTERNAL: z.stringbool().default(false),
    SWATH_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
    /** Set by `npm start` for the embedded sample database only; shows the demo sign-ins on the sign-in page. */
    SWATH_SAMPLE: z.stringbool().default(false),
    /** For `npm run user:create` where nobody can type. */
    SWATH_PASSWORD: z.string().optional(),
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  },
  runtimeEnv: process.env,
  emptyStringAsUndefined: true,
  onValidationError: (issues) => {
    throw new Error(`Environment: ${issues.map((i) => `${String(i.path)}: ${i.message}`).join("; ")}`);
  },
});

/** Whether somebody has set it, so that its value is no default. */
export function isInEnvironment(name: keyof typeof env): boolean {
  return Boolean(process.env[name]);
}

/** A secret whose name a declaration gives; undefined or empty where nobody has set it. */
export function secretNamed(name: string): string | undefined {
  return process.env[name];
}
