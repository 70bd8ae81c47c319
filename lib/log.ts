import pino from "pino";
import { env } from "@/lib/env";
import { errorForLog } from "@/lib/log-error";

/** Structured log of this process: one JSON object a line on stdout. It names tasks and actors, never values. */
export const log = pino({
  level: env.SWATH_LOG_LEVEL,
  serializers: { err: (error: unknown) => errorForLog(error) },
  redact: ["password", "*.password", "*.passwordHash"],
});
