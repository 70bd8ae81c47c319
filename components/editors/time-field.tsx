"use client";

import { CalendarDays } from "lucide-react";
import { useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/forms/input";
import { editText, valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import { fieldProps, type ValueEditorProps } from "./editor-props";
import { useTyped } from "./use-typed";

export interface TimeFieldProps extends ValueEditorProps {
  /** The day of a value, like 2024-12-31. */
  day: (value: unknown) => string;
  onDay: (day: string) => void;
}

/**
 * A day, or a day with a time, typed as the cells show it. The browser's own field puts what is typed into its month
 * first in one country and into its day in another: "2024-12-31" becomes the year 0231. Only its calendar is used.
 */
export function TimeField(props: TimeFieldProps) {
  const { column, value, onChange, day, onDay, autoFocus } = props;
  const [shown, type] = useTyped({
    value,
    onChange,
    show: (each) => editText(column, each),
    read: (text) => valueOfText(column, text),
  });
  const calendar = useRef<HTMLInputElement>(null);
  return (
    <span className="relative flex w-full min-w-0">
      <Input
        {...fieldProps(props)}
        placeholder={column.kind === "timestamp" ? "2024-12-31 18:30" : "2024-12-31"}
        className="pr-8 tabular pointer-coarse:pr-10"
        value={shown}
        onValueChange={type}
        onFocus={autoFocus ? (event) => event.currentTarget.select() : undefined}
      />
      <span className="absolute inset-y-0 right-0 flex items-center">
        <input
          ref={calendar}
          type="date"
          max="9999-12-31"
          tabIndex={-1}
          aria-hidden
          className="pointer-events-none absolute inset-0 opacity-0"
          value={/^\d{4}-\d{2}-\d{2}$/.test(day(value)) ? day(value) : ""}
          onChange={(event) => event.target.value && onDay(event.target.value)}
        />
        <IconButton
          size="sm"
          label="Choose a day"
          icon={<CalendarDays className="size-4" aria-hidden />}
          tabIndex={-1}
          onClick={() => calendar.current?.showPicker()}
        />
      </span>
    </span>
  );
}
