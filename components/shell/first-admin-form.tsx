"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { InlineError } from "@/components/ui/inline-error";

export interface FirstAdminState {
  email: string;
  name: string;
  /** Input name → sentence. */
  fields: Record<string, string>;
  message?: string;
}

export interface FirstAdminFormProps {
  action: (state: FirstAdminState, form: FormData) => Promise<FirstAdminState>;
  token: string;
}

/** Works before and without JavaScript. */
export function FirstAdminForm({ action, token }: FirstAdminFormProps) {
  const [state, submit, pending] = useActionState(action, { email: "", name: "", fields: {} });
  return (
    <form action={submit} className="flex flex-col gap-4" noValidate>
      <input type="hidden" name="token" value={token} />
      {state.message && <InlineError>{state.message}</InlineError>}
      <Field label="Your name" error={state.fields.name}>
        <Input name="name" autoComplete="name" defaultValue={state.name} key={`name ${state.name}`} />
      </Field>
      <Field label="E-mail" error={state.fields.email}>
        <Input name="email" type="email" autoComplete="username" defaultValue={state.email} key={state.email} />
      </Field>
      <Field label="Password" error={state.fields.password}>
        <Input name="password" type="password" autoComplete="new-password" />
      </Field>
      <Button type="submit" variant="primary" pending={pending}>
        Become the admin
      </Button>
    </form>
  );
}
