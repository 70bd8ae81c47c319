"use client";

import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { InlineError } from "@/components/ui/inline-error";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import type { ActionFailure, ActionResult } from "@/lib/model/action-result";
import type { Role } from "@/lib/model/actor";
import type { ToldPassword as Told } from "@/lib/auth/generate-password";
import type { AddPersonInput } from "@/lib/users/add-person";
import { ROLE_OPTIONS } from "./role-options";
import { ToldPasswordDialog } from "./told-password-dialog";

export interface AddPersonProps {
  onAdd: (input: AddPersonInput) => Promise<ActionResult<Told>>;
}

const NOBODY: AddPersonInput = { email: "", name: "", role: "viewer" };

/** Asks who shall be able to sign in, and then shows their first password, once. */
export function AddPerson({ onAdd }: AddPersonProps) {
  const router = useRouter();
  const [person, setPerson] = useState(NOBODY);

  async function add(): Promise<ActionResult<Told>> {
    const result = await onAdd(person);
    if (result.ok) router.refresh();
    return result;
  }

  return (
    <ToldPasswordDialog
      renderTrigger={(begin) => (
        <Button onClick={begin}>
          <UserPlus className="size-4" aria-hidden /> Add a person
        </Button>
      )}
      question="Add a person"
      answer={`${person.name.trim()} can sign in now`}
      confirm="Add this person"
      onConfirm={add}
      onBegin={() => setPerson(NOBODY)}
    >
      {(failure) => <PersonFields person={person} failure={failure} onChange={setPerson} />}
    </ToldPasswordDialog>
  );
}

interface PersonFieldsProps {
  person: AddPersonInput;
  failure: ActionFailure | null;
  onChange: (person: AddPersonInput) => void;
}

function PersonFields({ person, failure, onChange }: PersonFieldsProps) {
  const fields = failure?.fields ?? {};
  return (
    <>
      {failure && Object.keys(fields).length === 0 && <InlineError code={failure.code}>{failure.message}</InlineError>}
      <Field label="E-mail" error={fields["email"]}>
        <Input
          type="email"
          autoFocus
          autoComplete="off"
          value={person.email}
          onValueChange={(email) => onChange({ ...person, email })}
        />
      </Field>
      <Field label="Name" error={fields["name"]}>
        <Input autoComplete="off" value={person.name} onValueChange={(name) => onChange({ ...person, name })} />
      </Field>
      <Field label="Role" error={fields["role"]} hint={ROLE_HINTS[person.role]}>
        <Select options={ROLE_OPTIONS} value={person.role} onValueChange={(role) => onChange({ ...person, role })} />
      </Field>
    </>
  );
}

const ROLE_HINTS: Record<Role, string> = {
  viewer: "Looks at records and exports them; changes nothing.",
  editor: "Also edits records, one by one and in bulk, and sees their own tasks.",
  admin: "Also deletes, steers everybody’s tasks, and comes to these pages.",
};
