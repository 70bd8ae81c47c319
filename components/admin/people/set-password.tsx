"use client";

import { Button } from "@/components/ui/button";
import { InlineError } from "@/components/ui/inline-error";
import type { ActionResult } from "@/lib/model/action-result";
import type { ToldPassword as Told } from "@/lib/auth/generate-password";
import type { UserRow } from "@/lib/users/list-users";
import { ToldPasswordDialog } from "./told-password-dialog";

export interface SetPasswordProps {
  user: UserRow;
  onSet: () => Promise<ActionResult<Told>>;
}

/** A new password for somebody who has forgotten theirs: asks first, since the old one is void at once. */
export function SetPassword({ user, onSet }: SetPasswordProps) {
  const name = user.name ?? user.email;
  return (
    <ToldPasswordDialog
      renderTrigger={(begin) => (
        <Button onClick={begin} aria-label={`Password of ${name}…`} className="w-28">
          Password…
        </Button>
      )}
      question={`Set a new password for ${name}?`}
      answer={`${name} has a new password`}
      confirm="Set a new password"
      onConfirm={onSet}
    >
      {(failure) => (
        <>
          {failure && <InlineError>{failure.message}</InlineError>}
          <p>The one they have won’t let them in any more, and they are signed out everywhere.</p>
        </>
      )}
    </ToldPasswordDialog>
  );
}
