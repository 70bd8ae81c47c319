"use client";

import { Checkbox } from "@/components/ui/forms/checkbox";

export interface TaskCheckboxProps {
  /** For screen readers. */
  label: string;
  checked: boolean;
  indeterminate?: boolean;
  /** `through`: with the shift key, so that all in between are meant. */
  onChange: (checked: boolean, through: boolean) => void;
}

/** A box with room around it for a finger. */
export function TaskCheckbox({ label, checked, indeterminate, onChange }: TaskCheckboxProps) {
  return (
    <span className="relative grid size-7 shrink-0 place-items-center pointer-coarse:size-10 pointer-coarse:-my-2">
      <Checkbox
        aria-label={label}
        checked={checked}
        indeterminate={indeterminate}
        onCheckedChange={(next, event) => onChange(next, event.shiftKey)}
        className="after:absolute after:inset-0"
      />
    </span>
  );
}
