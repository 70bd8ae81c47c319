import type { NextAuthConfig } from "next-auth";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

declare module "next-auth" {
  interface User {
    sessionEpoch?: number;
  }
}

/** What the proxy and the pages share: how the session cookie is read. No database, no providers. */
export const authConfig = {
  secret: env.AUTH_SECRET,
  trustHost: true,
  pages: { signIn: "/sign-in", error: "/sign-in" },
  session: { strategy: "jwt", maxAge: 7 * 24 * 60 * 60 },
  providers: [],
  callbacks: {
    // The id and the epoch: role and name are read from the user row when they are needed.
    jwt: ({ token }) => ({ sub: token.sub, epoch: token["epoch"] }),
    session: ({ session, token }) => ({
      expires: session.expires,
      user: { id: token.sub, sessionEpoch: typeof token["epoch"] === "number" ? token["epoch"] : undefined },
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
