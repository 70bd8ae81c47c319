"use client";

import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "./field";
import { Input } from "./input";
import { Popover } from "@/components/ui/overlays/popover";
import { useZone } from "./use-zone";
import { dateRangeText, dayInput, dayStart, lastDays } from "./day-range";

interface Dates {
  from: Date | null;
  to: Date | null;
}

const PRESETS: [string, number][] = [
  ["Today", 1],
  ["Last 7 days", 7],
  ["Last 30 days", 30],
];

export interface DateRangeProps extends Dates {
  /** What happened on these days: "Asked between". */
  title: string;
  onChange: (dates: Dates) => void;
}

/** Narrows a list to days of the reader's calendar. */
export function DateRange({ title, from, to, onChange }: DateRangeProps) {
  const [open, setOpen] = useState(false);
  // The server does not know the reader's calendar.
  const text = useZone() === "own" ? dateRangeText(from, to) : null;

  function choose(dates: Dates): void {
    onChange(dates);
    setOpen(false);
  }

  return (
    <Popover
      title={title}
      showTitle
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-88"
      trigger={
        <Button aria-label={`Dates: ${text ?? "chosen"}`}>
          <CalendarDays className="size-4" aria-hidden />
          {text ?? "Dates"}
        </Button>
      }
    >
      <div className="mb-3 flex flex-wrap gap-1.5">
        {PRESETS.map(([label, days]) => (
          <Button key={label} size="sm" onClick={() => choose({ from: lastDays(days), to: null })}>
            {label}
          </Button>
        ))}
        {(from ?? to) && (
          <Button size="sm" variant="ghost" onClick={() => choose({ from: null, to: null })}>
            Any time
          </Button>
        )}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Field label="First day">
          <Input
            type="date"
            max="9999-12-31"
            value={dayInput(from)}
            onValueChange={(day) => onChange({ from: dayStart(day), to })}
            className="tabular"
          />
        </Field>
        <Field label="Last day" error={from && to && from >= to ? "Before the first." : undefined}>
          <Input
            type="date"
            max="9999-12-30"
            value={dayInput(to, -1)}
            onValueChange={(day) => onChange({ from, to: dayStart(day, 1) })}
            className="tabular"
          />
        </Field>
      </div>
    </Popover>
  );
}
