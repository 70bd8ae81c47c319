"use client";

/* oxlint-disable jsx-a11y/no-autofocus -- the page has one purpose, and the failing field is where to go on */

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { InlineError } from "@/components/ui/inline-error";
import { Input } from "@/components/ui/forms/input";

export interface SignInState {
  email: string;
  /** Input name → sentence. */
  fields: Record<string, string>;
  /** A sentence about the whole. */
  message?: string;
}

export interface SignInFormProps {
  action: (state: SignInState, form: FormData) => Promise<SignInState>;
  callbackUrl: string;
  /** Accounts of the sample database, offered as buttons; their password is public. */
  demos?: { email: string; role: string; may: string }[];
  /** What brought the person here, for example a refused GitHub sign-in. */
  notice?: string;
}

/** Works before and without JavaScript: each button posts a plain form. */
export function SignInForm({ action, callbackUrl, demos = [], notice }: SignInFormProps) {
  const [state, submit, pending] = useActionState(action, { email: "", fields: {} });
  const message = state.message ?? notice;
  return (
    <div className="flex flex-col gap-6">
      <form action={submit} className="flex flex-col gap-4" noValidate>
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        {message && <InlineError>{message}</InlineError>}
        <Field label="E-mail" error={state.fields.email}>
          <Input
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={state.email}
            key={state.email}
            autoFocus={!state.fields.password}
          />
        </Field>
        <Field label="Password" error={state.fields.password}>
          <Input
            name="password"
            type="password"
            autoComplete="current-password"
            key={state.email}
            autoFocus={Boolean(state.fields.password)}
          />
        </Field>
        <Button type="submit" variant="primary" pending={pending}>
          Sign in
        </Button>
      </form>
      {demos.length > 0 && (
        <section className="border-t border-hairline pt-4" aria-labelledby="demo">
          <h2 id="demo" className="text-sm font-medium">
            Sample data: sign in as
          </h2>
          <div className="mt-2 flex flex-col">
            {demos.map((demo) => (
              <form action={submit} key={demo.email}>
                <input type="hidden" name="callbackUrl" value={callbackUrl} />
                <input type="hidden" name="email" value={demo.email} />
                <input type="hidden" name="password" value="swath" />
                <button
                  type="submit"
                  disabled={pending}
                  className="flex w-full items-baseline gap-3 rounded-md px-2 py-1.5 text-left focus-ring-inset hover:bg-hover pointer-coarse:min-h-11"
                >
                  <span className="w-14 shrink-0 font-medium text-accent">{demo.role}</span>
                  <span className="min-w-0 text-sm text-muted">{demo.may}</span>
                </button>
              </form>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
