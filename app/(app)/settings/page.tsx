import type { Metadata } from "next";
import { NotificationSettings } from "@/components/settings/notification-settings";
import { PasswordSettings } from "@/components/settings/password-settings";
import { SessionSettings } from "@/components/settings/session-settings";
import { requireCtx } from "@/lib/next/require-actor";
import { whyNoEmail } from "@/lib/notify/email";
import { notifyConfig } from "@/lib/notify/config";
import { readPreferences } from "@/lib/notify/preferences";
import { hasPassword } from "@/lib/users/change-own-password";
import { savePreferenceAction, signOutEverywhereAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

export default async function Settings() {
  const ctx = await requireCtx();
  return (
    <div className="mx-auto max-w-3xl px-4 pt-3 pb-12">
      <h1 className="text-xl font-semibold">Settings</h1>
      <NotificationSettings
        email={ctx.actor.email}
        emailWorks={whyNoEmail(notifyConfig()) === undefined}
        initial={await readPreferences(ctx)}
        onSave={savePreferenceAction}
      />
      <SessionSettings onSignOut={signOutEverywhereAction} />
      <PasswordSettings email={ctx.actor.email} hasPassword={await hasPassword(ctx)} />
    </div>
  );
}
