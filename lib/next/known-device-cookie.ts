import { cookies, headers } from "next/headers";
import { deviceOf, deviceToken } from "@/lib/auth/known-device";
import { env } from "@/lib/env";
import { isHttps } from "./is-https";

const NAME = "swath-device";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The browser that sends this request, where this person has signed in with it before. */
export async function knownDevice(email: string): Promise<string | undefined> {
  return env.AUTH_SECRET ? deviceOf(env.AUTH_SECRET, email, (await cookies()).get(NAME)?.value) : undefined;
}

/** After a sign-in. */
export async function rememberDevice(email: string): Promise<void> {
  if (!env.AUTH_SECRET || (await knownDevice(email))) return;
  const secure = isHttps(await headers());
  (await cookies()).set(NAME, deviceToken(env.AUTH_SECRET, email), {
    httpOnly: true,
    sameSite: "lax",
    secure,
    path: "/",
    maxAge: YEAR_SECONDS,
  });
}
