"use client";

import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { number } from "@/components/values/count-words";

/** Large deletes, and deletes that would empty a table, ask for their number. */
export function ConfirmNumber({
  wanted,
  value,
  onChange,
  error,
}: {
  wanted: number;
  value: string;
  onChange: (text: string) => void;
  error?: string;
}) {
  return (
    <Field label={`Type ${number(wanted)} to confirm`} error={error} className="mb-6">
      <Input
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onValueChange={onChange}
        className="max-w-40 tabular"
      />
    </Field>
  );
}
