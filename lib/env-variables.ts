import { z } from "zod";
import { secretsOf, SHORTEST_SECRET } from "@/lib/auth/secrets";
import { BadConnection } from "@/lib/db/connect/bad-connection";
import { readConnection } from "@/lib/db/connect/connection-string";

/** Who reads a variable. */
export const READERS = ["web and worker", "web", "worker", "npm run user:create"] as const;

/** A variable that people set: `.env.example` says who reads it and what it means. */
function read<T extends z.ZodType>(by: (typeof READERS)[number], description: string, schema: T): T {
  return schema.meta({ by, description });
}

const connectionString = z.string().superRefine((text, context) => {
  try {
    readConnection(text);
  } catch (error) {
    if (!(error instanceof BadConnection)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
});

/** Every variable of the environment, in the order of `.env.example` (made by `npm run env:example`). */
export const VARIABLES = {
  DATABASE_URL: read(
    "web and worker",
    "The database, Postgres 15 to 18: postgres://user:password@host:5432/database. Add ?pgbouncer=true behind a transaction pooler.",
    connectionString,
  ),
  DATABASE_DIRECT_URL: read(
    "web and worker",
    "Where DATABASE_URL leads through a pooler: the database itself, for migrations and for what listens.",
    connectionString.optional(),
  ),
  AUTH_SECRET: read(
    "web",
    "Signs the sessions: random characters, needed in production. To change it: the new one, a comma, the old one for a month.",
    z
      .string()
      .refine((text) => secretsOf(text).every((secret) => secret.length >= SHORTEST_SECRET), {
        error: `Each secret has at least ${SHORTEST_SECRET} characters.`,
      })
      .optional(),
  ),
  AUTH_URL: read(
    "web",
    "The public URL, needed for sign-in by GitHub or Google.",
    z.url({ protocol: /^https?$/ }).optional(),
  ),
  AUTH_GITHUB_ID: read("web", "Sign-in by GitHub: the client's id …", z.string().optional()),
  AUTH_GITHUB_SECRET: read("web", "… and its secret.", z.string().optional()),
  AUTH_GOOGLE_ID: read("web", "Sign-in by Google: the client's id …", z.string().optional()),
  AUTH_GOOGLE_SECRET: read("web", "… and its secret.", z.string().optional()),
  SWATH_CONFIG: read(
    "web and worker",
    "Path of your own swath.config.ts: names, roles, thresholds, scope and hooks of your tables. Wins over what is set on the page.",
    z.string().optional(),
  ),
  SWATH_LIVE: read(
    "web",
    "How open pages learn of changes: listen needs a direct or session-mode connection, poll works behind a transaction pooler.",
    z.enum(["listen", "poll"]).default("listen"),
  ),
  SWATH_METRICS_TOKEN: read(
    "web",
    "Opens /api/metrics and the detail of /api/health; without it there are no metrics.",
    z.string().min(16).optional(),
  ),
  SWATH_WEB_CONNECTIONS: read(
    "web",
    "Connections to the database per web process, besides three for what has to answer and listen.",
    z.coerce.number().int().min(2).max(100).default(8),
  ),
  SWATH_WORKER_CONCURRENCY: read(
    "worker",
    "Lanes per worker process.",
    z.coerce.number().int().min(1).max(64).default(4),
  ),
  REDIS_URL: read(
    "web and worker",
    "The queue backend bullmq: redis://user:password@host:6379, or rediss://… with TLS.",
    z.url({ protocol: /^rediss?$/ }).optional(),
  ),
  SWATH_REDIS_PREFIX: read(
    "web and worker",
    "What its keys begin with; one of its own for each Swath that shares a Redis.",
    z
      .string()
      .regex(/^[\w-]+$/)
      .default("swath"),
  ),
  SWATH_INLINE_SECONDS: read(
    "web",
    "The queue backend inline, on a host of functions: for so many seconds after a request tasks go on, then the next one goes on with them.",
    z.coerce.number().positive().optional(),
  ),
  SWATH_HOLD_REPLICA_LAG_SECONDS: read(
    "worker",
    "Bulk tasks hold while a replica is further behind than so many seconds; needs the right pg_monitor.",
    z.coerce.number().positive().optional(),
  ),
  SWATH_HOLD_BLOCKED_SESSIONS: read(
    "worker",
    "Bulk tasks hold while more sessions than this wait for locks that they have.",
    z.coerce.number().int().min(0).optional(),
  ),
  SWATH_HISTORY_MONTHS: read(
    "web and worker",
    "Whole months of history to keep besides the current one; undo reaches as far back.",
    z.coerce.number().int().min(1).max(1_200).default(12),
  ),
  SWATH_PUBLIC_URL: read(
    "web and worker",
    "Where people reach this installation, for links in messages.",
    z.url({ protocol: /^https?$/ }).optional(),
  ),
  SWATH_SMTP_URL: read(
    "web and worker",
    "E-mail: smtp://user:password@host:587 (STARTTLS where offered) or smtps://…",
    z.url({ protocol: /^smtps?$/ }).optional(),
  ),
  SWATH_MAIL_FROM: read(
    "web and worker",
    "The sender of e-mails: swath@example.com or Swath <swath@example.com>.",
    z.string().includes("@").optional(),
  ),
  SWATH_WEBHOOK_URL: read(
    "web and worker",
    "For tables that declare a webhook without an address of its own …",
    z.url({ protocol: /^https?$/ }).optional(),
  ),
  SWATH_WEBHOOK_SECRET: read(
    "web and worker",
    "… and its secret, as in Standard Webhooks: base64, with or without whsec_.",
    z.string().optional(),
  ),
  SWATH_WEBHOOK_ALLOW_INTERNAL: read(
    "web and worker",
    "Lets webhooks reach internal networks, and use plain http.",
    z.stringbool().default(false),
  ),
  SWATH_LOG_LEVEL: read(
    "web and worker",
    "How much is logged.",
    z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  ),
  SWATH_PASSWORD: read(
    "npm run user:create",
    "The new person's password, where nobody can type.",
    z.string().optional(),
  ),
  /** Set by `npm start` for the embedded sample database only; shows the demo sign-ins on the sign-in page. */
  SWATH_SAMPLE: z.stringbool().default(false),
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
};
