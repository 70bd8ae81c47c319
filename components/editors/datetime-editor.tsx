"use client";

import { editText, valueOfText } from "@/lib/tables/kinds/codecs/codec-of";
import type { ValueEditorProps } from "./editor-props";
import { TimeField } from "./time-field";

const DAY_LENGTH = "2024-12-31".length;

/** In UTC where the column knows time zones: the same clock as in the cells and filters. */
export function DatetimeEditor(props: ValueEditorProps) {
  const { column } = props;
  const show = (value: unknown) => editText(column, value);
  return (
    <span className="flex items-center gap-1.5">
      <TimeField
        {...props}
        day={(value) => show(value).slice(0, DAY_LENGTH)}
        onDay={(day) => {
          const time = show(props.value).slice(DAY_LENGTH + 1) || "00:00";
          props.onChange(valueOfText(column, `${day} ${time}`));
        }}
      />
      {column.withTimeZone && <span className="text-xs text-muted">UTC</span>}
    </span>
  );
}
