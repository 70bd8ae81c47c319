"use client";

import { useState } from "react";
import { answered } from "@/components/bulk/bulk-actions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { InlineError } from "@/components/ui/inline-error";
import type { ActionResult } from "@/lib/action-result";
import type { ToldPassword as Told } from "@/lib/auth/generate-password";
import type { UserRow } from "@/lib/users/list-users";
import { ToldPassword } from "./told-password";

export interface SetPasswordProps {
  user: UserRow;
  onSet: () => Promise<ActionResult<Told>>;
}

/** A new password for somebody who has forgotten theirs: asks first, since the old one is void at once. */
export function SetPassword({ user, onSet }: SetPasswordProps) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const name = user.name ?? user.email;

  function begin(): void {
    setProblem(null);
    setTold(null);
    setOpen(true);
  }
  async function set(): Promise<void> {
    setPending(true);
    const result = await answered(onSet());
    setPending(false);
    if (result.ok) setTold(result.value);
    else setProblem(result.message);
  }

  return (
    <>
      <Button onClick={begin} aria-label={`Password of ${name}…`} className="w-28">
        Password…
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={told ? `${name} has a new password` : `Set a new password for ${name}?`}
        footer={
          told ? (
            <Button variant="primary" onClick={() => setOpen(false)}>
              Done
            </Button>
          ) : (
            <>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button variant="primary" pending={pending} onClick={() => void set()}>
                Set a new password
              </Button>
            </>
          )
        }
      >
        {told ? (
          <ToldPassword told={told} />
        ) : (
          <>
            {problem && <InlineError className="mb-3">{problem}</InlineError>}
            <p>The one they have won’t let them in any more, and they are signed out everywhere.</p>
          </>
        )}
      </Dialog>
    </>
  );
}
