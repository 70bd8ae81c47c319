"use client";

import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Select } from "@/components/ui/forms/select";
import type { Tell } from "@/lib/notify/model/tell";

const CHOICES: readonly { value: Tell | "table"; label: string }[] = [
  { value: "table", label: "As the table says" },
  { value: "always", label: "Always" },
  { value: "problems", label: "Only on problems" },
  { value: "never", label: "Never" },
];

export interface ChannelSettingProps {
  label: string;
  hint: ReactNode;
  value: Tell | "table";
  disabled: boolean;
  saving: boolean;
  saved: boolean;
  problem: string | null;
  onChange: (tell: Tell | "table") => void;
}

/** One channel, when it tells, and whether the choice was saved. */
export function ChannelSetting(props: ChannelSettingProps) {
  const { label, hint, value, disabled, saving, saved, problem, onChange } = props;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <div className="font-medium">{label}</div>
        <div className="text-sm text-muted">{hint}</div>
      </div>
      <div className="flex flex-col items-start gap-1 sm:items-end">
        <div className="flex flex-row-reverse items-center gap-3 sm:flex-row">
          <span role="status" className="text-sm text-muted">
            {saving && "Saving…"}
            {saved && (
              <span className="inline-flex items-center gap-1">
                <Check className="size-4 text-accent" aria-hidden /> Saved
              </span>
            )}
          </span>
          <Select
            aria-label={label}
            value={value}
            options={CHOICES}
            disabled={disabled}
            onValueChange={onChange}
            className="w-52 sm:w-44"
          />
        </div>
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
      </div>
    </li>
  );
}
