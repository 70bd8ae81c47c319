"use client";

import { TagsEditor } from "@/components/editors/tags-editor";
import { ValueEditor } from "@/components/editors/value-editor";
import { Checkbox } from "@/components/ui/forms/checkbox";
import { cx } from "@/components/ui/cx";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { Select } from "@/components/ui/forms/select";
import { accepts } from "@/lib/tables/kinds/values/accepts";
import type { FilterOperand as Operand } from "@/lib/tables/kinds/kind-info";
import { PERIODS } from "@/lib/tables/kinds/values/periods";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import { FreeList } from "./free-list";
import { ReferenceList } from "./reference-list";
import { useRecordLabels } from "./use-record-labels";

export interface FilterOperandProps {
  table: TableInfo;
  column: ColumnInfo;
  operand: Operand;
  value: unknown;
  onChange: (value: unknown) => void;
  error: string | null;
  labelHidden?: boolean;
}

const PERIOD_OPTIONS = Object.entries(PERIODS).map(([value, label]) => ({ value, label }));

/** What a comparison compares with: nothing, one value, two, a list, a text, another column or a period. */
export function FilterOperand(props: FilterOperandProps) {
  const { table, column, operand, value, onChange, error, labelHidden } = props;
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  switch (operand) {
    case "none":
      return null;
    case "range": {
      const [from, to] = Array.isArray(value) ? (value as unknown[]) : [];
      return (
        <div className="flex gap-2">
          <Field label="From" error={error} labelHidden={labelHidden} className="flex-1">
            <ValueEditor
              table={table.name}
              column={column}
              value={from ?? null}
              onChange={(next) => onChange([next, to])}
            />
          </Field>
          <Field label="To" labelHidden={labelHidden} className="flex-1">
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
      if (column.enumValues) return <ChoiceList {...props} choices={column.enumValues} />;
      return (
        <Field label="Values" error={error} labelHidden={labelHidden}>
          {column.references ? (
            <ReferenceList table={table} column={column} value={value} onChange={onChange} />
          ) : labelHidden ? (
            <TagsEditor column={column} value={value ?? null} onChange={onChange} />
          ) : (
            <FreeList table={table} column={column} value={value} onChange={onChange} />
          )}
        </Field>
      );
    case "period":
      return (
        <Field label="Period" error={error} labelHidden={labelHidden}>
          <Select options={PERIOD_OPTIONS} value={text || null} placeholder="Choose…" onValueChange={onChange} />
        </Field>
      );
    case "column": {
      const others = table.columns.filter((other) => other.id !== column.id && accepts(column, other));
      return (
        <Field label="Compared column" error={error} labelHidden={labelHidden}>
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
        <Field label={operand === "text" ? "Text" : "Number"} error={error} labelHidden={labelHidden}>
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
        <Field label="Value" error={error} labelHidden={labelHidden}>
          <SingleValue {...props} />
        </Field>
      );
  }
}

/** A foreign key shows the record's label, also where only its key came with a link. */
function SingleValue({ table, column, value, onChange }: FilterOperandProps) {
  const { labelOf } = useRecordLabels(table, [{ column: column.id, value }]);
  return (
    <ValueEditor
      table={table.name}
      column={column}
      value={value ?? null}
      valueLabel={labelOf(column.id, String(value))}
      onChange={(next) => onChange(next)}
    />
  );
}

function ChoiceList(props: FilterOperandProps & { choices: string[] }) {
  const { choices, value, onChange, error, labelHidden } = props;
  const chosen = new Set(Array.isArray(value) ? (value as string[]) : []);
  return (
    <fieldset className={cx("flex", labelHidden ? "flex-wrap gap-x-3" : "flex-col")}>
      <legend className={labelHidden ? "sr-only" : "mb-1 text-sm font-medium"}>Values</legend>
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
