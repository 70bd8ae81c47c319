"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Dialog } from "@/components/ui/overlays/dialog";
import { Field } from "@/components/ui/forms/field";
import { InlineError } from "@/components/ui/inline-error";
import { Input } from "@/components/ui/forms/input";
import type { ActionFailure } from "@/lib/model/action-result";
import type { SavedView } from "@/lib/tables/model/view-state";
import type { useViews } from "./use-views";

export interface ViewDialogProps {
  open: boolean;
  kind: "new" | "rename" | "delete";
  view: SavedView | null;
  mayShare: boolean;
  views: ReturnType<typeof useViews>;
  onClose: () => void;
}

/** Asks for what a view needs: a name, whether others see it, or a yes to its deletion. */
export function ViewDialog({ kind, view, mayShare, views, onClose }: ViewDialogProps) {
  const [name, setName] = useState(kind === "rename" ? (view?.name ?? "") : "");
  const [shared, setShared] = useState(kind === "rename" && view?.shared === true);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    setPending(true);
    const failed =
      kind === "new"
        ? await views.create(name, shared)
        : kind === "rename"
          ? await views.rename(view, name, shared)
          : await views.remove(view);
    setPending(false);
    setFailure(failed);
    if (!failed) onClose();
  }

  const words = WORDS[kind];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={kind === "delete" ? `Delete the view ${view?.name ?? ""}?` : words.title}
      description={kind === "delete" && view?.shared ? "It is shared: nobody will find it any more." : undefined}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="view" variant={kind === "delete" ? "danger" : "primary"} pending={pending}>
            {words.button}
          </Button>
        </>
      }
    >
      <form id="view" className="flex flex-col gap-3" onSubmit={(event) => void submit(event)} noValidate>
        {kind !== "delete" && (
          <>
            <Field label="Name" error={failure?.fields.name}>
              <Input autoFocus autoComplete="off" maxLength={80} value={name} onValueChange={setName} />
            </Field>
            {(mayShare || shared) && (
              <Checkbox label="Everybody sees it" checked={shared} onCheckedChange={setShared} />
            )}
          </>
        )}
        {failure && !failure.fields.name && <InlineError>{failure.message}</InlineError>}
      </form>
    </Dialog>
  );
}

const WORDS = {
  new: { title: "Save as a new view", button: "Save view" },
  rename: { title: "Rename or share the view", button: "Save" },
  delete: { title: "", button: "Delete view" },
};
