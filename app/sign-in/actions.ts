"use server";

import { unstable_rethrow } from "next/navigation";
import { AuthError } from "next-auth";
import type { SignInState } from "@/components/shell/sign-in-form";
import { PasswordSignIn } from "@/lib/auth/sign-in-with-password";
import { PasswordRefused, signIn, signOut } from "@/lib/next/auth";
import { endOwnSession } from "@/lib/next/end-own-session";
import { callbackPath } from "@/lib/next/callback-path";
import { toFailure } from "@/lib/next/to-failure";

/** Public on purpose: nobody is signed in yet. */
export async function signInAction(_state: SignInState, form: FormData): Promise<SignInState> {
  const email = textOf(form, "email").slice(0, 320);
  try {
    const input = PasswordSignIn.parse({ email, password: textOf(form, "password") });
    await signIn("credentials", { ...input, redirectTo: callbackPath(form.get("callbackUrl")) });
    return { email, fields: {} };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof PasswordRefused) {
      const wrong = error.reason.code === "UNAUTHENTICATED";
      return {
        email,
        ...(wrong ? { fields: { password: error.reason.message } } : { fields: {}, message: error.reason.message }),
      };
    }
    const failure = toFailure(error, "sign-in");
    return { email, fields: failure.fields, message: failure.code === "INVALID" ? undefined : failure.message };
  }
}

export async function signInWithProviderAction(form: FormData): Promise<void> {
  const provider = form.get("provider") === "google" ? "google" : "github";
  try {
    await signIn(provider, { redirectTo: callbackPath(form.get("callbackUrl")) });
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    toFailure(error, `sign-in with ${provider}`);
  }
}

export async function signOutAction(): Promise<void> {
  await endOwnSession();
  await signOut({ redirectTo: "/sign-in" });
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
