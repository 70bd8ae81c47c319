"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import { counted } from "@/lib/model/locale";
import type { UserRow } from "@/lib/users/list-users";

export interface DisableDialogProps {
  user: UserRow;
  open: boolean;
  pending: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
}

/** Says what disabling a person does before it is done. */
export function DisableDialog({ user, open, pending, onOpenChange, onConfirm }: DisableDialogProps) {
  const name = user.name ?? user.email;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Disable ${name}?`}
      size="sm"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="danger" pending={pending} onClick={onConfirm}>
            Disable {name}
          </Button>
        </>
      }
    >
      <p>
        {name} is signed out at once and can’t sign in again until somebody enables them.
        {user.running > 0 &&
          ` ${counted(user.running, "task")} of theirs in progress will stop before the next records; what is changed by then stays changed.`}{" "}
        What they did so far is kept, with its history.
      </p>
    </Dialog>
  );
}
