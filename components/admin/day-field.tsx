"use client";

import { useSyncExternalStore } from "react";
import { Input } from "@/components/ui/input";

export interface DayFieldProps {
  label: string;
  /** A moment: the beginning of the day by the reader's clock, or with `inclusive` of the day after. */
  value: Date | null;
  inclusive?: boolean;
  onChange: (value: Date | null) => void;
}

const never = () => () => {};

/** A day as the reader's calendar has it, kept as a moment that means the same to everybody. */
export function DayField({ label, value, inclusive = false, onChange }: DayFieldProps) {
  // The server does not know the reader's time zone: the day is written once the page is alive.
  const day = useSyncExternalStore(
    never,
    () => (value ? dayText(addDays(value, inclusive ? -1 : 0)) : ""),
    () => "",
  );
  return (
    <label className="flex items-center gap-1.5 text-sm whitespace-nowrap text-muted">
      {label}
      <Input
        type="date"
        value={day}
        onValueChange={(text) => {
          const given = text === "" ? null : new Date(`${text}T00:00`);
          onChange(given && addDays(given, inclusive ? 1 : 0));
        }}
        className="w-36 text-ink"
      />
    </label>
  );
}

function addDays(date: Date, days: number): Date {
  const moved = new Date(date);
  moved.setDate(moved.getDate() + days);
  return moved;
}

function dayText(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
