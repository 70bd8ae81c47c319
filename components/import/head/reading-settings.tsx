"use client";

import { Checkbox } from "@/components/ui/forms/checkbox";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import type { ChosenReading, FileHead } from "./file-head";
import { TextSettings } from "./text-settings";

export interface ReadingSettingsProps {
  head: FileHead;
  onChange: (chosen: ChosenReading) => void;
}

/** Everything that was detected of a file, to be said otherwise. */
export function ReadingSettings({ head, onChange }: ReadingSettingsProps) {
  const { kind, reading, sheets } = head;
  const shown = sheets.map(({ name, hidden }) => ({ value: name, label: hidden ? `${name} (hidden)` : name }));
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3">
      {kind === "workbook" && sheets.length > 1 && (
        <Field label="Sheet" className="col-span-2">
          <Select
            options={shown}
            value={reading.sheet}
            onValueChange={(sheet) => onChange({ sheet, headerRow: null, lastRow: null })}
          />
        </Field>
      )}
      <Checkbox
        className="col-span-2"
        checked={!reading.hasHeader}
        onCheckedChange={(none) => onChange({ hasHeader: !none, headerRow: null })}
        label="No row names the columns"
      />
      <Field label={reading.hasHeader ? "Columns are named in row" : "Read from row"}>
        <RowNumber value={reading.headerRow} onChange={(headerRow) => onChange({ headerRow })} />
      </Field>
      <Field label="Read up to row">
        <RowNumber value={reading.lastRow} placeholder="the end" onChange={(lastRow) => onChange({ lastRow })} />
      </Field>
      {kind === "text" && <TextSettings reading={reading} onChange={onChange} />}
      <Field label="These mean empty" hint="With blanks between them." className={kind === "text" ? "" : "col-span-2"}>
        <Marks key={reading.emptyMarks.join(" ")} marks={reading.emptyMarks} onChange={onChange} />
      </Field>
      {kind === "workbook" && (
        <Checkbox
          className="col-span-2"
          checked={reading.hiddenRows === "skip"}
          onCheckedChange={(skip) => onChange({ hiddenRows: skip ? "skip" : "read" })}
          label="Leave out rows that the sheet hides"
        />
      )}
    </div>
  );
}

function RowNumber(props: { value: number | null; placeholder?: string; onChange: (row: number | null) => void }) {
  const { value, placeholder, onChange } = props;
  return (
    <Input
      key={value}
      inputMode="numeric"
      defaultValue={value ?? ""}
      placeholder={placeholder}
      onBlur={(event) => {
        const row = Number.parseInt(event.target.value, 10);
        const next = row >= 1 ? row : null;
        if (next !== value) onChange(next);
      }}
    />
  );
}

function Marks({ marks, onChange }: { marks: string[] } & Pick<ReadingSettingsProps, "onChange">) {
  return (
    <Input
      defaultValue={marks.join(" ")}
      placeholder="NULL \N #N/A"
      onBlur={(event) => {
        const emptyMarks = [...new Set(event.target.value.split(/\s+/).filter(Boolean))].slice(0, 20);
        if (emptyMarks.join(" ") !== marks.join(" ")) onChange({ emptyMarks });
      }}
    />
  );
}
