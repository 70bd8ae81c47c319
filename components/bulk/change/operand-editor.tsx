"use client";

import { ValueEditor } from "@/components/editors/value-editor";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { ownTimeZone } from "@/lib/model/locale-time";
import { accepts } from "@/lib/tables/kinds/values/accepts";
import type { OperandField } from "@/lib/tables/kinds/kind";
import { numberText } from "@/lib/tables/kinds/codecs/number-text";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";

export interface OperandEditorProps {
  table: TableInfo;
  column: ColumnInfo;
  field: OperandField;
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string;
  /** The operation's only operand: its label would repeat the operation. */
  alone: boolean;
}

/** One operand of an operation, with its label and error. */
export function OperandEditor({ error, alone, ...props }: OperandEditorProps) {
  const { column, field } = props;
  if (field.input === "boolean")
    return <Checkbox checked={props.value === true} onCheckedChange={props.onChange} label={field.label} />;
  const label = alone ? (field.input === "value" ? column.label : `${column.label}: ${field.label}`) : field.label;
  return (
    <Field label={label} labelHidden={alone} error={error} className="min-w-28 flex-1">
      <OperandControl {...props} label={label} invalid={Boolean(error)} />
    </Field>
  );
}

type ControlProps = Omit<OperandEditorProps, "error" | "alone"> & { label: string; invalid: boolean };

function OperandControl({ table, column, field, value, onChange, label, invalid }: ControlProps) {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  switch (field.input) {
    case "value":
      return (
        <ValueEditor
          table={table.name}
          column={column}
          value={value ?? null}
          onChange={(next) => onChange(next)}
          invalid={invalid}
        />
      );
    case "items":
      return <ValueEditor column={asList(column)} value={value ?? null} onChange={onChange} invalid={invalid} />;
    case "json":
      return (
        <ValueEditor column={{ ...column, kind: "json" }} value={value ?? null} onChange={onChange} invalid={invalid} />
      );
    case "choice":
      return <Select aria-label={label} options={field.choices} value={text || null} onValueChange={onChange} />;
    case "column": {
      const options = table.columns.filter((c) => accepts(column, c)).map((c) => ({ value: c.id, label: c.label }));
      return (
        <Select
          aria-label={label}
          options={options}
          value={text || null}
          placeholder={options.length > 0 ? "Choose a column…" : "No column fits"}
          onValueChange={onChange}
        />
      );
    }
    case "zone":
      return <Select aria-label={label} options={zones()} value={text || "UTC"} onValueChange={onChange} />;
    case "time":
      return <Input type="time" step={1} value={text} onValueChange={onChange} />;
    case "number":
    case "integer":
      return (
        <Input
          inputMode={field.input === "integer" ? "numeric" : "decimal"}
          autoComplete="off"
          className="tabular text-right"
          placeholder={field.optional ? "not rounded" : undefined}
          value={text}
          onValueChange={(next) => onChange(numberText(next.trim()) ?? next)}
        />
      );
    case "text":
      return <Input autoComplete="off" spellCheck={false} value={text} onValueChange={onChange} />;
  }
}

/** Keys of a json path are a list of texts, whatever the column holds. */
function asList(column: ColumnInfo): ColumnInfo {
  return column.kind === "array" ? column : { ...column, kind: "array", itemKind: "text" };
}

function zones() {
  return [...new Set(["UTC", ownTimeZone()])].map((value) => ({ value, label: value }));
}
