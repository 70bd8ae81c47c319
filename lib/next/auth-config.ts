import type { NextAuthConfig } from "next-auth";
import { secretsOf } from "@/lib/auth/secrets";
import { IDLE_SECONDS, LONGEST_SECONDS } from "@/lib/auth/session-limits";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

declare module "next-auth" {
  interface User {
    /** Undefined: no session of ours, or one that is too old. */
    held?: { epoch: number; sessionId: string } | undefined;
  }
}

/** What the proxy and the pages share: how the session cookie is read. No database, no providers. */
export const authConfig = {
  ...(env.AUTH_SECRET ? { secret: secretsOf(env.AUTH_SECRET) } : {}),
  trustHost: true,
  pages: { signIn: "/sign-in", error: "/sign-in" },
  session: { strategy: "jwt", maxAge: IDLE_SECONDS },
  providers: [],
  callbacks: {
    // Ids and the epoch: role and name are read from the user row when they are needed.
    jwt: ({ token }) => {
      const began = Number(token["began"]);
      // Whoever signed in before sessions had an id signs in once more.
      if (!(Date.now() - began < LONGEST_SECONDS * 1_000)) return null;
      return { sub: token.sub, epoch: token["epoch"], sid: token["sid"], began };
    },
    session: ({ session, token }) => ({
      expires: session.expires,
      user: { id: token.sub, held: { epoch: Number(token["epoch"] ?? 0), sessionId: String(token["sid"]) } },
    }),
  },
  logger: {
    // A refused sign-in is no fault of ours: one line instead of the library's stack.
    error: (error) => {
      const { kind, code } = error as { kind?: string; code?: string };
      if (kind === "signIn") log.info({ code }, "sign-in refused");
      else log.error({ err: error }, "sign-in failed");
    },
    warn: (code) => log.warn({ code }, "sign-in"),
    debug: () => {},
  },
} satisfies NextAuthConfig;
