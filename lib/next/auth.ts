import { DrizzleAdapter } from "@auth/drizzle-adapter";
import type { Adapter } from "next-auth/adapters";
import NextAuth, { CredentialsSignin } from "next-auth";
import { headers } from "next/headers";
import Credentials from "next-auth/providers/credentials";
import { findUserByEmail, sessionEpochOf } from "@/lib/auth/find-user";
import { noteSignIn } from "@/lib/auth/note-sign-in";
import { PasswordSignIn, signInWithPassword } from "@/lib/auth/sign-in-with-password";
import { vitalDatabase } from "@/lib/db/index";
import { accounts, users } from "@/lib/db/schema/users";
import { AppError, type ErrorCode } from "@/lib/model/errors";
import { authConfig } from "./auth-config";
import { clientAddress } from "./client-address";
import { knownDevice, rememberDevice } from "./known-device-cookie";
import { mayEnterWith, oauthProviders } from "./oauth";

/** Carries our own error through the library, which hides every other. */
export class PasswordRefused extends CredentialsSignin {
  override code: ErrorCode;
  constructor(readonly reason: AppError) {
    super(reason.message);
    this.code = reason.code;
  }
}

const credentials = Credentials({
  credentials: { email: {}, password: {} },
  async authorize(given, request) {
    const parsed = PasswordSignIn.safeParse(given);
    if (!parsed.success) return null;
    try {
      const { email, password } = parsed.data;
      const from = { ip: clientAddress(request.headers), device: await knownDevice(email) };
      return await signInWithPassword(vitalDatabase().db, { email, password, ...from });
    } catch (error) {
      throw error instanceof AppError ? new PasswordRefused(error) : error;
    }
  },
});

/** Signing in links an account to a person whom an admin has added; it never adds one, however their address is spelled. */
function invitedOnly(adapter: Adapter): Adapter {
  return {
    ...adapter,
    getUserByEmail: async (email) => (await findUserByEmail(vitalDatabase().db, email)) ?? null,
    createUser: () => Promise.reject(new AppError("FORBIDDEN", "Only an admin adds people.")),
  };
}

// A function, so that nothing connects while the app is being built.
export const { handlers, auth, signIn, signOut } = NextAuth(() => ({
  ...authConfig,
  adapter: invitedOnly(DrizzleAdapter(vitalDatabase().db, { usersTable: users, accountsTable: accounts })),
  providers: [credentials, ...oauthProviders()],
  events: {
    signIn: async ({ user, account }) => {
      if (user.email) await rememberDevice(user.email);
      if (!user.id || !account || account.type === "credentials") return;
      const address = clientAddress(await headers());
      await noteSignIn(vitalDatabase().db, { id: user.id }, { by: account.provider, address });
    },
  },
  callbacks: {
    ...authConfig.callbacks,
    jwt: async ({ token, user }) =>
      user?.id
        ? {
            sub: user.id,
            epoch: await sessionEpochOf(vitalDatabase().db, user.id),
            sid: crypto.randomUUID(),
            began: Date.now(),
          }
        : authConfig.callbacks.jwt({ token, user }),
    signIn: ({ account, profile }) =>
      account?.type === "credentials" || mayEnterWith(vitalDatabase().db, account, profile),
  },
}));
