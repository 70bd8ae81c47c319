"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { answered } from "@/components/http/answered";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/forms/select";
import type { ActionResult } from "@/lib/model/action-result";
import type { Role } from "@/lib/model/actor";
import type { ToldPassword } from "@/lib/auth/generate-password";
import type { UserRow } from "@/lib/users/list-users";
import { DisableDialog } from "./disable-dialog";
import { ROLE_OPTIONS } from "./role-options";
import { SetPassword } from "./set-password";

type OfUser<I = unknown, T = void> = (input: { userId: string } & I) => Promise<ActionResult<T>>;

/** The server actions that change people; the page hands in those of app/(app)/admin/actions.ts. */
export interface UserActions {
  changeRole: OfUser<{ role: Role }>;
  disableUser: OfUser;
  enableUser: OfUser;
  setPassword: OfUser<unknown, ToldPassword>;
}

/** Role and access of one person. */
export function UserControls({ user, self, actions }: { user: UserRow; self: boolean; actions: UserActions }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const name = user.name ?? user.email;

  const run = (call: () => Promise<ActionResult<void>>) =>
    startTransition(async () => {
      const result = await answered(call());
      setProblem(result.ok ? null : result.message);
      setAsking(false);
      if (result.ok) router.refresh();
    });

  return (
    <div className="flex flex-wrap items-center gap-2">
      {problem && (
        <p role="alert" className="basis-full text-sm text-danger">
          {problem}
        </p>
      )}
      <Select
        aria-label={`Role of ${name}`}
        value={user.role}
        disabled={pending}
        options={ROLE_OPTIONS}
        onValueChange={(role) => role !== user.role && run(() => actions.changeRole({ userId: user.id, role }))}
        className="w-28"
      />
      {!self && <SetPassword user={user} onSet={() => actions.setPassword({ userId: user.id })} />}
      {user.disabledAt ? (
        <Button pending={pending} onClick={() => run(() => actions.enableUser({ userId: user.id }))} className="w-24">
          Enable
        </Button>
      ) : (
        !self && (
          <Button pending={pending} onClick={() => setAsking(true)} className="w-24">
            Disable…
          </Button>
        )
      )}
      <DisableDialog
        user={user}
        open={asking}
        pending={pending}
        onOpenChange={setAsking}
        onConfirm={() => run(() => actions.disableUser({ userId: user.id }))}
      />
    </div>
  );
}
