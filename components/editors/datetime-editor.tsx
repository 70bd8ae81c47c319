"use client";

import { timestampText } from "@/lib/tables/kinds/values/time-text";
import type { ValueEditorProps } from "./editor-props";
import { TimeField } from "./time-field";
import { shownTimestamp } from "./timestamp-text";

const DAY_LENGTH = "2024-12-31".length;

/** In UTC where the column knows time zones: the same clock as in the cells and filters. */
export function DatetimeEditor(props: ValueEditorProps) {
  const { withTimeZone } = props.column;
  const show = (value: unknown) => shownTimestamp(value, withTimeZone);
  return (
    <span className="flex items-center gap-1.5">
      <TimeField
        {...props}
        show={show}
        read={(text) => timestampText(text, withTimeZone) || null}
        day={(value) => show(value).slice(0, DAY_LENGTH)}
        onDay={(day) => {
          const time = show(props.value).slice(DAY_LENGTH + 1) || "00:00";
          props.onChange(timestampText(`${day} ${time}`, withTimeZone));
        }}
      />
      {withTimeZone && <span className="text-xs text-muted">UTC</span>}
    </span>
  );
}
