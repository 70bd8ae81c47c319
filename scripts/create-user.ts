// `npm run user:create -- --email you@example.com --role admin [--name "…"] [--no-password]`
// The password is asked for, or comes from standard input or SWATH_PASSWORD. Needs DATABASE_URL.
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { ZodError } from "zod";
import { createUser, NewUser } from "@/lib/auth/create-user";
import { openDatabase } from "@/lib/db/client";
import { whyNoConnection } from "@/lib/db/connect/why-no-connection";
import { isConnectionLost } from "@/lib/db/connection-lost";
import { AppError } from "@/lib/model/errors";

try {
  const user = await run();
  console.log(`Created ${user.email} with the role ${user.role}.`);
} catch (error) {
  console.error(sentence(error));
  process.exitCode = 1;
}

async function run() {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      role: { type: "string", default: "viewer" },
      name: { type: "string" },
      "no-password": { type: "boolean", default: false },
    },
  });
  // Not at the top: a missing DATABASE_URL deserves a sentence instead of a stack.
  const { env } = await import("@/lib/env");
  // Look at the words before asking for a password.
  NewUser.omit({ password: true }).parse(values);
  const password = values["no-password"] ? null : (env.SWATH_PASSWORD ?? (await readPassword()));
  const input = NewUser.parse({ ...values, password });
  const database = openDatabase(env.DATABASE_URL, { max: 1, applicationName: "swath-create-user" });
  try {
    return await createUser(database.db, input);
  } finally {
    await database.end();
  }
}

async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).replace(/\r?\n$/, "");
  process.stdout.write("Password: ");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question("");
  } finally {
    lines.close();
    process.stdout.write("\n");
  }
}

function sentence(error: unknown): string {
  if (error instanceof ZodError)
    return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n");
  if (error instanceof AppError) return error.message;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const said = cause instanceof Error ? cause.message : String(cause);
  if (said.startsWith("Environment: DATABASE_URL")) {
    return "Set DATABASE_URL first, for example: DATABASE_URL=$(npm run -s db:url) npm run user:create -- --email …";
  }
  const code = (cause as { code?: string }).code;
  if (code === "42P01" || code === "3F000")
    return "This database has no Swath tables yet: run npm run db:migrate first.";
  if (isConnectionLost(cause)) return whyNoConnection(process.env.DATABASE_URL ?? "", cause);
  return said;
}
