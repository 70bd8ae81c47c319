"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { answered } from "@/components/bulk/bulk-actions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { InlineError } from "@/components/ui/inline-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActionFailure, ActionResult } from "@/lib/action-result";
import type { Role } from "@/lib/actor";
import type { ToldPassword as Told } from "@/lib/auth/generate-password";
import type { AddPersonInput } from "@/lib/users/add-person";
import { ToldPassword } from "./told-password";
import { ROLE_OPTIONS } from "./role-options";

export interface AddPersonProps {
  onAdd: (input: AddPersonInput) => Promise<ActionResult<Told>>;
}

const NOBODY: AddPersonInput = { email: "", name: "", role: "viewer" };

/** Asks who shall be able to sign in, and then shows their first password, once. */
export function AddPerson({ onAdd }: AddPersonProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [person, setPerson] = useState(NOBODY);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [told, setTold] = useState<Told | null>(null);

  function begin(): void {
    setPerson(NOBODY);
    setFailure(null);
    setTold(null);
    setOpen(true);
  }
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    setPending(true);
    const result = await answered(onAdd(person));
    setPending(false);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    setTold(result.value);
    router.refresh();
  }

  const fields = failure?.fields ?? {};
  const elsewhere = failure && Object.keys(fields).length === 0;
  return (
    <>
      <Button onClick={begin}>
        <UserPlus className="size-4" aria-hidden /> Add a person
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={told ? `${person.name.trim()} can sign in now` : "Add a person"}
        footer={
          told ? (
            <Button variant="primary" onClick={() => setOpen(false)}>
              Done
            </Button>
          ) : (
            <>
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <Button type="submit" form="add-person" variant="primary" pending={pending}>
                Add this person
              </Button>
            </>
          )
        }
      >
        {told ? (
          <ToldPassword told={told} />
        ) : (
          <form id="add-person" noValidate onSubmit={(event) => void add(event)} className="flex flex-col gap-4">
            {elsewhere && <InlineError code={failure.code}>{failure.message}</InlineError>}
            <Field label="E-mail" error={fields["email"]}>
              <Input
                type="email"
                autoFocus
                autoComplete="off"
                value={person.email}
                onValueChange={(email) => setPerson({ ...person, email })}
              />
            </Field>
            <Field label="Name" error={fields["name"]}>
              <Input autoComplete="off" value={person.name} onValueChange={(name) => setPerson({ ...person, name })} />
            </Field>
            <Field label="Role" error={fields["role"]} hint={ROLE_HINTS[person.role]}>
              <Select
                options={ROLE_OPTIONS}
                value={person.role}
                onValueChange={(role) => setPerson({ ...person, role })}
              />
            </Field>
          </form>
        )}
      </Dialog>
    </>
  );
}

const ROLE_HINTS: Record<Role, string> = {
  viewer: "Looks at records and exports them; changes nothing.",
  editor: "Also edits records, one by one and in bulk, and sees their own tasks.",
  admin: "Also deletes, steers everybody’s tasks, and comes to these pages.",
};
