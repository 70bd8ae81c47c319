import type { Account, Profile } from "next-auth";
import type { Provider } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { findUserByEmail } from "@/lib/auth/find-user";
import type { Db } from "@/lib/db/client";
import { env } from "@/lib/env";

/** Linking by e-mail is safe here only because `mayEnterWith` insists on an address that the provider has verified. */
const LINK_BY_EMAIL = { allowDangerousEmailAccountLinking: true };

type ProviderId = "github" | "google";

/** GitHub and Google, each when its two environment variables are set: what the sign-in page offers. */
export function configuredProviders(): { id: ProviderId; name: string }[] {
  const providers: { id: ProviderId; name: string }[] = [];
  if (env.AUTH_GITHUB_ID && env.AUTH_GITHUB_SECRET) providers.push({ id: "github", name: "GitHub" });
  if (env.AUTH_GOOGLE_ID && env.AUTH_GOOGLE_SECRET) providers.push({ id: "google", name: "Google" });
  return providers;
}

/** The same for the auth library. */
export function oauthProviders(): Provider[] {
  const keys = {
    github: { clientId: env.AUTH_GITHUB_ID, clientSecret: env.AUTH_GITHUB_SECRET },
    google: { clientId: env.AUTH_GOOGLE_ID, clientSecret: env.AUTH_GOOGLE_SECRET },
  };
  return configuredProviders().map(({ id }) =>
    id === "github" ? GitHub({ ...LINK_BY_EMAIL, ...keys.github }) : Google({ ...LINK_BY_EMAIL, ...keys.google }),
  );
}

/** Only people whom an admin has added, and only with an address that the provider has verified. */
export async function mayEnterWith(
  db: Db,
  account: Account | null | undefined,
  profile: Profile | undefined,
): Promise<boolean | string> {
  const email = account && profile ? await verifiedEmail(account, profile) : undefined;
  const user = email ? await findUserByEmail(db, email) : undefined;
  return user && !user.disabledAt ? true : "/sign-in?error=NoAccount";
}

async function verifiedEmail(account: Account, profile: Profile): Promise<string | undefined> {
  const email = profile.email?.toLowerCase();
  if (account.provider === "google") return profile.email_verified ? email : undefined;
  if (account.provider !== "github") return undefined;
  const answer = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${account.access_token}`, "user-agent": "swath" },
  });
  if (!answer.ok) return undefined;
  const emails = (await answer.json()) as { email: string; verified: boolean; primary: boolean }[];
  // The profile holds the public address, or none; the library then takes the primary one.
  const used = emails.find((e) => (email ? e.email.toLowerCase() === email : e.primary));
  return used?.verified ? used.email.toLowerCase() : undefined;
}
