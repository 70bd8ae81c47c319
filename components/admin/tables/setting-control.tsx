"use client";

import { Checkbox } from "@/components/ui/forms/checkbox";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import type { SettingControl as Control } from "@/lib/catalogue/settings/control";
import { settingValueText } from "./setting-words";

/** What a setting holds while it is edited: a number as it was typed. */
export type SettingDraft = string | boolean | string[];

export interface SettingControlProps {
  name: string;
  control: Control;
  value: SettingDraft;
  onChange: (value: SettingDraft) => void;
  autoFocus?: boolean;
}

/** The editor of one setting, as its control says. */
export function SettingControl({ name, control, value, onChange, autoFocus }: SettingControlProps) {
  switch (control.type) {
    case "yesNo":
      return (
        <Select
          options={[
            { value: "true", label: "yes" },
            { value: "false", label: "no" },
          ]}
          value={String(value)}
          onValueChange={(next) => onChange(next === "true")}
        />
      );
    case "choice":
      return (
        <Select
          options={control.options.map(({ value: option, label }) => ({
            value: option,
            label: label === option ? settingValueText({ name, value: option }) : label,
          }))}
          value={String(value)}
          onValueChange={onChange}
        />
      );
    case "several": {
      const chosen = Array.isArray(value) ? value : [];
      return (
        <div className="flex flex-col gap-1">
          {control.options.map((option) => (
            <Checkbox
              key={option}
              label={settingValueText({ name, value: option })}
              checked={chosen.includes(option)}
              onCheckedChange={(on) => onChange(on ? [...chosen, option] : chosen.filter((each) => each !== option))}
            />
          ))}
        </div>
      );
    }
    case "text":
    case "number":
      return (
        <Input
          inputMode={control.type === "number" ? "numeric" : "text"}
          autoFocus={autoFocus}
          value={String(value)}
          onValueChange={onChange}
        />
      );
  }
}
