import type { ColumnInfo } from "@/lib/tables/model/table-info";

export interface ValueEditorProps {
  column: ColumnInfo;
  /** As the grid and the API have it; null is empty. */
  value: unknown;
  /** Each change; a text that is no value comes as it is. `label` names a chosen record. */
  onChange: (value: unknown, label?: string) => void;
  /** A choice from a list: there is nothing left to type. */
  onCommit?: (value: unknown, label?: string) => void;
  /** The list of choices was closed without choosing. */
  onCancel?: () => void;
  /** What was typed before the editor was there, for those that begin with a text that is no value: searches, JSON, an item. */
  typed?: string;
  /** The table that `column` belongs to; a foreign key searches through it. */
  table?: string;
  /** The label of the record that a foreign key holds. */
  valueLabel?: string | null;
  /** Offers “empty” among the choices of a list. */
  allowEmpty?: boolean;
  /** Takes the focus, and opens where it is a list. */
  autoFocus?: boolean;
  id?: string;
  /** Outside a `Field`. */
  "aria-label"?: string;
  invalid?: boolean;
  size?: "sm" | "md";
}

/** What every editor hands on to the field into which one types. */
export function fieldProps({ id, size, autoFocus, invalid, "aria-label": label }: ValueEditorProps) {
  return {
    id,
    size,
    autoFocus,
    "aria-label": label,
    invalid,
    autoComplete: "off",
  } as const;
}
