"use client";

import { Check } from "lucide-react";
import { type FormEvent, useState } from "react";
import { postJson } from "@/components/http/request";
import { resultOf } from "@/components/http/request-failure";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { InlineError } from "@/components/ui/inline-error";
import { Input } from "@/components/ui/forms/input";
import type { ActionFailure } from "@/lib/model/action-result";
import { SettingsSection } from "./settings-section";

export interface PasswordSettingsProps {
  email: string;
  /** False: they sign in by GitHub or Google alone. */
  hasPassword: boolean;
}

const EMPTY = { current: "", password: "", again: "" };

/** A person's own password, changed by saying the one in force. */
export function PasswordSettings({ email, hasPassword }: PasswordSettingsProps) {
  return (
    <SettingsSection title="Password">
      {hasPassword ? (
        <>
          <p className="mt-1 text-muted">A new one signs you out in all other browsers.</p>
          <PasswordForm email={email} />
        </>
      ) : (
        <p className="mt-1 text-muted">You sign in without a password. An admin can give you one.</p>
      )}
    </SettingsSection>
  );
}

function PasswordForm({ email }: Pick<PasswordSettingsProps, "email">) {
  const [typed, setTyped] = useState(EMPTY);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Pick<ActionFailure, "fields" | "message"> | null>(null);
  const [saved, setSaved] = useState(false);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setSaved(false);
    if (typed.again !== typed.password) {
      const message = "This is not the same as above.";
      return setFailure({ message, fields: { again: message } });
    }
    setPending(true);
    const { current, password } = typed;
    const result = await resultOf(postJson("/api/settings/password", { current, password }));
    setPending(false);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    setTyped(EMPTY);
    setSaved(true);
  }

  const fields = failure?.fields ?? {};
  const type = (name: keyof typeof EMPTY) => (text: string) => {
    setTyped({ ...typed, [name]: text });
    setSaved(false);
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)} className="mt-3 flex max-w-sm flex-col gap-4">
      {/* Password managers want to know whose it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {failure && Object.keys(fields).length === 0 && <InlineError>{failure.message}</InlineError>}
      <Field label="Password now" error={fields["current"]}>
        <Input type="password" autoComplete="current-password" value={typed.current} onValueChange={type("current")} />
      </Field>
      <Field label="New password" hint="At least 8 characters." error={fields["password"]}>
        <Input type="password" autoComplete="new-password" value={typed.password} onValueChange={type("password")} />
      </Field>
      <Field label="New password, again" error={fields["again"]}>
        <Input type="password" autoComplete="new-password" value={typed.again} onValueChange={type("again")} />
      </Field>
      <div className="flex items-center gap-3">
        <Button type="submit" pending={pending}>
          Change my password
        </Button>
        <span role="status" className="text-sm text-muted">
          {saved && (
            <span className="inline-flex items-center gap-1">
              <Check className="size-4 text-accent" aria-hidden /> Changed
            </span>
          )}
        </span>
      </div>
    </form>
  );
}
