"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { answered } from "@/components/http/answered";
import { numberOrNull } from "@/components/tasks/act/limit-number";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { InlineError } from "@/components/ui/inline-error";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { ChangeSettingsInput } from "@/lib/catalogue/settings/change-settings";
import type { SettingInForce } from "@/lib/catalogue/settings/list-settings";
import type { ActionResult } from "@/lib/model/action-result";
import { SettingControl, type SettingDraft } from "./setting-control";
import { settingHint, settingWords } from "./setting-words";

/** A task was planned with the table's options; whether it may write is asked again with each chunk. */
const HOLDS = {
  options: "Holds for everybody, from now on. Tasks in progress keep theirs.",
  rights: "Holds for everybody, from now on, also for tasks in progress.",
  looks: "Holds for everybody, from now on.",
};

export type ChangeSettings = (input: ChangeSettingsInput) => Promise<ActionResult<void>>;

export interface SettingsDialogProps {
  table: string;
  title: string;
  settings: SettingInForce[];
  changeSettings: ChangeSettings;
  onClose: () => void;
}

/** Sets one or several settings of a table, or lets the catalogue and the defaults hold again. */
export function SettingsDialog({ table, title, settings, changeSettings, onClose }: SettingsDialogProps) {
  const router = useRouter();
  const [drafts, setDrafts] = useState<Record<string, SettingDraft>>(() =>
    Object.fromEntries(settings.map((setting) => [setting.name, draftOf(setting)])),
  );
  const [pending, setPending] = useState<"save" | "reset" | null>(null);
  const [problems, setProblems] = useState<{ message: string; fields: Record<string, string> } | null>(null);
  const set = settings.filter(({ source }) => source.kind === "admin").map(({ name }) => name);
  const editable = settings.filter(({ control }) => control !== null);

  async function run(what: "save" | "reset", input: Omit<ChangeSettingsInput, "table">): Promise<void> {
    setPending(what);
    const result = await answered(changeSettings({ table, ...input }));
    setPending(null);
    if (!result.ok) return setProblems(result);
    onClose();
    router.refresh();
  }
  function save(event: FormEvent): void {
    event.preventDefault();
    const changed = editable.filter((setting) => drafts[setting.name] !== draftOf(setting));
    const input: Required<Omit<ChangeSettingsInput, "table">> = { set: {}, reset: [] };
    for (const { name, control } of changed) {
      const value = valueOf(drafts[name] ?? "", control);
      // No place in the sidebar is no number; no limit is one to be said.
      if (value === null && name === "position") input.reset.push(name);
      else input.set[name] = value;
    }
    if (changed.length === 0) return onClose();
    void run("save", input);
  }
  const told = editable.some(({ name }) => problems?.fields[name]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={HOLDS[reachOf(settings)]}
      size="sm"
      footer={
        <>
          {set.length > 0 && (
            <Button pending={pending === "reset"} onClick={() => void run("reset", { reset: set })}>
              Back to the default
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="settings" variant="primary" pending={pending === "save"}>
            Save
          </Button>
        </>
      }
    >
      <form id="settings" onSubmit={save} className="flex flex-col gap-4">
        {editable.map(({ name, control }, at) => (
          <Field key={name} label={settingWords(name)} hint={settingHint(name)} error={problems?.fields[name]}>
            {control && (
              <SettingControl
                name={name}
                control={control}
                value={drafts[name] ?? ""}
                onChange={(next) => setDrafts({ ...drafts, [name]: next })}
                autoFocus={at === 0}
              />
            )}
          </Field>
        ))}
        {problems && !told && <InlineError>{problems.message}</InlineError>}
      </form>
    </Dialog>
  );
}

function draftOf({ value, control }: SettingInForce): SettingDraft {
  if (control?.type === "several")
    return String(value ?? "")
      .split(", ")
      .filter((name) => control.options.includes(name));
  if (control?.type === "yesNo") return value === true;
  return value === null ? "" : String(value);
}

/** A wrong number gets its sentence from the server, which knows the limits. */
function valueOf(draft: SettingDraft, control: SettingInForce["control"]) {
  if (control?.type === "number") return numberOrNull(String(draft));
  return control?.type === "several" && Array.isArray(draft) && draft.length === 0 ? ["none"] : draft;
}

function reachOf(settings: readonly SettingInForce[]): keyof typeof HOLDS {
  if (settings.some(({ name }) => name.split(".").includes("access"))) return "rights";
  return settings.some(({ name }) => name.startsWith("bulk.")) ? "options" : "looks";
}
