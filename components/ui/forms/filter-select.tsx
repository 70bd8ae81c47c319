"use client";

import { Select } from "./select";

const ANY = "any";

export interface FilterSelectProps<V extends string> {
  label: string;
  /** What it says while nothing is chosen: "All states". */
  any: string;
  options: readonly { value: V; label: string }[];
  value: V | null;
  /** Null: any. */
  onChange: (value: V | null) => void;
  className?: string;
}

/** Narrows a list by one of a few values, or by none. */
export function FilterSelect<V extends string>({
  label,
  any,
  options,
  value,
  onChange,
  className,
}: FilterSelectProps<V>) {
  return (
    <Select<V | typeof ANY>
      aria-label={label}
      value={value ?? ANY}
      onValueChange={(chosen) => onChange(chosen === ANY ? null : chosen)}
      options={[{ value: ANY, label: any }, ...options]}
      className={className}
    />
  );
}
