"use client";

import { ValueEditor } from "@/components/editors/value-editor";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { accepts } from "@/lib/tables/kinds/accepts";
import type { FilterOperand as Operand } from "@/lib/tables/kinds/kind";
import { PERIODS } from "@/lib/tables/kinds/operators/period";
import type { ColumnInfo, TableInfo } from "@/lib/tables/table-info";

export interface FilterOperandProps {
  table: TableInfo;
  column: ColumnInfo;
  operand: Operand;
  value: unknown;
  onChange: (value: unknown) => void;
  error: string | null;
}

const PERIOD_OPTIONS = Object.entries(PERIODS).map(([value, label]) => ({ value, label }));

/** What a comparison compares with: nothing, one value, two, a list, a text, another column or a period. */
export function FilterOperand({ table, column, operand, value, onChange, error }: FilterOperandProps) {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  switch (operand) {
    case "none":
      return null;
    case "range": {
      const [from, to] = Array.isArray(value) ? (value as unknown[]) : [];
      return (
        <div className="flex gap-2">
          <Field label="From" error={error} className="flex-1">
            <ValueEditor
              table={table.name}
              column={column}
              value={from ?? null}
              onChange={(next) => onChange([next, to])}
            />
          </Field>
          <Field label="To" className="flex-1">
            <ValueEditor
              table={table.name}
              column={column}
              value={to ?? null}
              onChange={(next) => onChange([from, next])}
            />
          </Field>
        </div>
      );
    }
    case "list":
      return column.enumValues ? (
        <ChoiceList choices={column.enumValues} value={value} onChange={onChange} error={error} />
      ) : (
        <Field label="Values" error={error}>
          <ValueEditor
            column={column.kind === "array" ? column : { ...column, kind: "array", itemKind: "text" }}
            value={value ?? null}
            onChange={onChange}
          />
        </Field>
      );
    case "period":
      return (
        <Field label="Period" error={error}>
          <Select options={PERIOD_OPTIONS} value={text || null} placeholder="Choose…" onValueChange={onChange} />
        </Field>
      );
    case "column": {
      const others = table.columns.filter((other) => other.id !== column.id && accepts(column, other));
      return (
        <Field label="Column" error={error}>
          <Select
            options={others.map(({ id, label }) => ({ value: id, label }))}
            value={text || null}
            placeholder={others.length > 0 ? "Choose…" : "No column fits"}
            onValueChange={onChange}
          />
        </Field>
      );
    }
    case "text":
    case "number":
      return (
        <Field label={operand === "text" ? "Text" : "Number"} error={error}>
          <Input
            autoComplete="off"
            spellCheck={false}
            inputMode={operand === "number" ? "decimal" : undefined}
            value={text}
            onValueChange={(next) => onChange(next)}
          />
        </Field>
      );
    case "value":
      return (
        <Field label="Value" error={error}>
          <ValueEditor table={table.name} column={column} value={value ?? null} onChange={(next) => onChange(next)} />
        </Field>
      );
  }
}

function ChoiceList(
  props: { choices: string[]; error: string | null } & Pick<FilterOperandProps, "value" | "onChange">,
) {
  const { choices, value, onChange, error } = props;
  const chosen = new Set(Array.isArray(value) ? (value as string[]) : []);
  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1 text-sm font-medium">Values</legend>
      {choices.map((choice) => (
        <Checkbox
          key={choice}
          label={choice}
          checked={chosen.has(choice)}
          onCheckedChange={(on) => onChange(choices.filter((each) => (each === choice ? on : chosen.has(each))))}
        />
      ))}
      {error && <p className="text-sm text-danger">{error}</p>}
    </fieldset>
  );
}
