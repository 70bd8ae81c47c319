"use client";

import { useState } from "react";
import { answered } from "@/components/http/answered";
import { Button } from "@/components/ui/button";
import { InlineError } from "@/components/ui/inline-error";
import type { ActionResult } from "@/lib/model/action-result";
import { SettingsSection } from "./settings-section";

/** Ends what one has left open anywhere: a lost phone, a colleague's desk. */
export function SessionSettings({
  onSignOut,
}: {
  onSignOut: (input: Record<string, never>) => Promise<ActionResult<void>>;
}) {
  const [pending, setPending] = useState(false);
  const [message, setMessage] = useState<string | null>(null);

  async function signOut(): Promise<void> {
    setPending(true);
    const result = await answered(onSignOut({}));
    if (result.ok) return window.location.assign("/sign-in");
    setPending(false);
    setMessage(result.message);
  }

  return (
    <SettingsSection title="Sessions">
      <p className="mt-1 text-muted">
        A session ends a week after the last page that was opened in it, a month after you signed in, and when you sign
        out of it.
      </p>
      <Button className="mt-3" disabled={pending} onClick={() => void signOut()}>
        Sign out everywhere
      </Button>
      {message && <InlineError>{message}</InlineError>}
    </SettingsSection>
  );
}
