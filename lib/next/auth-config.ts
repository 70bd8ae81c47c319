import type { NextAuthConfig } from "next-auth";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** What the proxy and the pages share: how the session cookie is read. No database, no providers. */
export const authConfig = {
  secret: env.AUTH_SECRET,
  trustHost: true,
  pages: { signIn: "/sign-in", error: "/sign-in" },
  session: { strategy: "jwt", maxAge: 7 * 24 * 60 * 60 },
  providers: [],
  callbacks: {
    // Only the id: role and name are read from the user row when they are needed.
    jwt: ({ token, user }) => (user?.id ? { sub: user.id } : { sub: token.sub }),
    session: ({ session, token }) => ({ expires: session.expires, user: { id: token.sub } }),
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
