"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { answered } from "@/components/http/answered";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { ActionFailure, ActionResult } from "@/lib/model/action-result";
import type { ToldPassword as Told } from "@/lib/auth/generate-password";
import { ToldPassword } from "./told-password";

export interface ToldPasswordDialogProps {
  /** Of the button that opens it. */
  renderTrigger: (begin: () => void) => ReactNode;
  /** The title before, and after, the password is there. */
  question: string;
  answer: string;
  /** What the button that makes it says. */
  confirm: string;
  onConfirm: () => Promise<ActionResult<Told>>;
  /** When it is opened. */
  onBegin?: () => void;
  /** Shown before; gets why the last try failed. */
  children: (failure: ActionFailure | null) => ReactNode;
}

/** Asks, and then shows the password that was made, once. */
export function ToldPasswordDialog(props: ToldPasswordDialogProps) {
  const { renderTrigger, question, answer, confirm, onConfirm, onBegin, children } = props;
  const form = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [told, setTold] = useState<Told | null>(null);

  function begin(): void {
    onBegin?.();
    setFailure(null);
    setTold(null);
    setOpen(true);
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setPending(true);
    const result = await answered(onConfirm());
    setPending(false);
    setFailure(result.ok ? null : result);
    if (result.ok) setTold(result.value);
  }

  return (
    <>
      {renderTrigger(begin)}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={told ? answer : question}
        footer={
          told ? (
            <Button variant="primary" onClick={() => setOpen(false)}>
              Done
            </Button>
          ) : (
            <>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button type="submit" form={form} variant="primary" pending={pending}>
                {confirm}
              </Button>
            </>
          )
        }
      >
        {told ? (
          <ToldPassword told={told} />
        ) : (
          <form id={form} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
            {children(failure)}
          </form>
        )}
      </Dialog>
    </>
  );
}
