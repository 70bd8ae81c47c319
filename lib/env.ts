import { createEnv } from "@t3-oss/env-core";
import { VARIABLES } from "./env-variables";

/** The only place that reads `process.env`. Parsed on first import; a bad value stops the process with its name. */
export const env = createEnv({
  server: VARIABLES,
  runtimeEnv: process.env,
  emptyStringAsUndefined: true,
  onValidationError: (issues) => {
    const message = `Environment: ${issues.map((i) => `${String(i.path)}: ${i.message}`).join("; ")}`;
    if (process.env.NEXT_RUNTIME || process.env.VITEST) throw new Error(message);
    // A worker or a command: a stack would say nothing more. 2: it is said in one sentence.
    console.error(`swath: ${message}`);
    process.exit(2);
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
