"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/forms/select";
import { operationOf, operationsOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";
import { type ColumnDraft, type DraftProblem, isEmpty, newDraft } from "./column-draft";
import { OperandEditor } from "./operand-editor";

export interface ColumnChangeProps {
  table: TableInfo;
  column: ColumnInfo;
  draft: ColumnDraft;
  problem: DraftProblem | undefined;
  /** What the server said about this column. */
  serverError: string | undefined;
  onChange: (draft: ColumnDraft) => void;
  onRemove: () => void;
}

/** One column of the change: what to do with it, and by how much. */
export function ColumnChange({ table, column, draft, problem, serverError, onChange, onRemove }: ColumnChangeProps) {
  const operations = operationsOf(column);
  const fields = (operationOf(column, draft.op)?.fields ?? []).filter(
    ({ needs }) => needs === undefined || !isEmpty(draft.operands[needs]),
  );
  const shown = problem && !problem.missing ? problem : undefined;
  const general = shown?.operand === null ? shown.message : !shown && serverError;

  return (
    <div role="group" aria-label={`Change of ${column.label}`} className="border-b border-hairline py-3 first:pt-0">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{column.label}</span>
        <Select
          aria-label={`What to do with ${column.label}`}
          options={operations.map(({ op, label }) => ({ value: op, label }))}
          value={draft.op}
          onValueChange={(op) => onChange(newDraft(column, op))}
          className="w-44 pointer-coarse:w-52"
        />
        <IconButton
          label={`Leave ${column.label} as it is`}
          size="sm"
          icon={<X className="size-4" />}
          onClick={onRemove}
        />
      </div>
      {[fields.filter(({ input }) => input !== "boolean"), fields.filter(({ input }) => input === "boolean")].map(
        (row, i) => (
          <div
            key={i === 0 ? "values" : "switches"}
            className="mt-2 flex flex-wrap items-start gap-x-4 gap-y-2 empty:hidden"
          >
            {row.map((field) => (
              <OperandEditor
                key={`${draft.op}-${field.name}`}
                table={table}
                column={column}
                field={field}
                value={draft.operands[field.name]}
                onChange={(value) => onChange({ ...draft, operands: { ...draft.operands, [field.name]: value } })}
                error={shown?.operand === field.name ? shown.message : undefined}
                alone={fields.length === 1}
              />
            ))}
          </div>
        ),
      )}
      {general && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {general}
        </p>
      )}
    </div>
  );
}
