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
    // A wrong password is no error of ours; the library would print a stack for each.
    error: (error) => log[/SignIn|AccessDenied/.test(error.name) ? "info" : "error"]({ err: error }, "sign-in"),
    warn: (code) => log.warn({ code }, "sign-in"),
    debug: () => {},
  },
} satisfies NextAuthConfig;
