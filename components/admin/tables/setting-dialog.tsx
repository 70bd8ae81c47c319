"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { answered } from "@/components/http/answered";
import { numberOrNull } from "@/components/tasks/act/limit-number";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlays/dialog";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import type { ActionResult } from "@/lib/model/action-result";
import type { ChangeSettingInput, ResetSettingInput } from "@/lib/tables/settings/change-setting";
import type { SettingInForce } from "@/lib/tables/settings/list-settings";
import { SETTING_WORDS } from "./setting-words";

export interface SettingActions {
  changeSetting: (input: ChangeSettingInput) => Promise<ActionResult<void>>;
  resetSetting: (input: ResetSettingInput) => Promise<ActionResult<void>>;
}

export interface SettingDialogProps {
  table: { name: string; label: string };
  setting: SettingInForce;
  actions: SettingActions;
  onClose: () => void;
}

/** Sets a limit of a table over its declaration, or takes that back. */
export function SettingDialog({ table, setting, actions, onClose }: SettingDialogProps) {
  const router = useRouter();
  const [text, setText] = useState(setting.value === null ? "" : String(setting.value));
  const [pending, setPending] = useState<"save" | "reset" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const name = setting.changeable;
  if (!name) return null;
  const words = SETTING_WORDS[name] ?? name;

  async function run(what: "save" | "reset", call: Promise<ActionResult<void>>): Promise<void> {
    setPending(what);
    const result = await answered(call);
    setPending(null);
    if (!result.ok) return setProblem(result.fields["value"] ?? result.message);
    onClose();
    router.refresh();
  }
  function save(event: FormEvent): void {
    event.preventDefault();
    const value = numberOrNull(text);
    // A wrong number gets its sentence from the server, which knows the limits.
    void run("save", actions.changeSetting({ table: table.name, setting: name, value } as ChangeSettingInput));
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${words} of ${table.label}`}
      description="Holds for tasks that are planned from now on. Those in progress keep theirs."
      size="sm"
      footer={
        <>
          {setting.source.kind === "admin" && (
            <Button
              pending={pending === "reset"}
              onClick={() => void run("reset", actions.resetSetting({ table: table.name, setting: name }))}
            >
              Back to the declaration
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="setting" variant="primary" pending={pending === "save"}>
            Save
          </Button>
        </>
      }
    >
      <form id="setting" onSubmit={save}>
        <Field
          label={words}
          error={problem}
          hint={name === "maxRecordsPerSecond" ? "Empty: as fast as it goes." : "1 to 32."}
        >
          <Input inputMode="numeric" autoFocus value={text} onValueChange={setText} />
        </Field>
      </form>
    </Dialog>
  );
}
