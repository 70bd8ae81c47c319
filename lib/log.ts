import pino from "pino";
import { env } from "@/lib/env";

/** Structured log of this process: one JSON object a line on stdout. */
export const log = pino({
  level: env.SWATH_LOG_LEVEL,
  redact: ["password", "*.password", "*.passwordHash"],
});
