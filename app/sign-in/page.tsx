import type { Metadata } from "next";
import { Panel } from "@/components/ui/failure/panel";
import { redirect } from "next/navigation";
import { ProviderButtons } from "@/components/shell/provider-buttons";
import { SignInForm } from "@/components/shell/sign-in-form";
import { Wordmark } from "@/components/shell/wordmark";
import { env } from "@/lib/env";
import { callbackPath } from "@/lib/next/callback-path";
import { configuredProviders } from "@/lib/next/oauth";
import { currentActor } from "@/lib/next/require-actor";
import { signInAction, signInWithProviderAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

const DEMOS = [
  { email: "editor@swath.local", role: "Editor", may: "edits records, sees their own tasks" },
  { email: "viewer@swath.local", role: "Viewer", may: "reads, changes nothing" },
  { email: "admin@swath.local", role: "Admin", may: "also deletes and steers everybody’s tasks" },
];

const NOTICES: Record<string, string> = {
  CredentialsSignin: "The e-mail address or the password is wrong.",
  NoAccount: "There is no account for this address yet. Ask your admin to add you.",
  AccessDenied: "There is no account for this address yet. Ask your admin to add you.",
  OAuthAccountNotLinked: "This address is used by another sign-in. Sign in the way you did before.",
};

interface SignInPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const callbackUrl = callbackPath(query.callbackUrl);
  if (await currentActor()) redirect(callbackUrl);
  const error = typeof query.error === "string" ? query.error : undefined;
  const providers = configuredProviders();
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-8">
      <div className="w-full max-w-sm">
        <Wordmark large />
        <h1 className="mt-6 text-2xl font-semibold tracking-tight text-balance">Sign in</h1>
        <p className="mt-1 mb-6 text-muted">Edit thousands of records as safely as one.</p>
        <Panel what="The form" className="">
          <SignInForm
            action={signInAction}
            callbackUrl={callbackUrl}
            demos={env.SWATH_SAMPLE ? DEMOS : []}
            notice={error && (NOTICES[error] ?? "The sign-in did not work. Try again.")}
          />
        </Panel>
        {providers.length > 0 && (
          <ProviderButtons providers={providers} callbackUrl={callbackUrl} action={signInWithProviderAction} />
        )}
      </div>
    </main>
  );
}
