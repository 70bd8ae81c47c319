import { createContext, use } from "react";

/** What stands around a control: its label, and a hint or an error. */
export interface FieldState {
  id: string;
  /** The id of the hint or error, where there is one. */
  describedBy: string | undefined;
  invalid: boolean;
}

export const FieldContext = createContext<FieldState | null>(null);

/** Ties a control to the `Field` around it, if it is in one; an id of its own goes first. */
export function useFieldControl(own: { id?: string; invalid?: boolean }) {
  const field = use(FieldContext);
  const invalid = own.invalid || field?.invalid || undefined;
  return {
    id: own.id ?? field?.id,
    "aria-describedby": field?.describedBy,
    "aria-invalid": invalid,
    "data-invalid": invalid && "",
  };
}
