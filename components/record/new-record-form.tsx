"use client";

import { useRef } from "react";
import { ValueEditor } from "@/components/editors/value-editor";
import { Field } from "@/components/ui/forms/field";
import { InlineError } from "@/components/ui/inline-error";
import type { RecordValues, TableInfo } from "@/lib/tables/model/table-info";
import { givenColumns, isRequired, type useNewRecord } from "./use-new-record";

export interface NewRecordFormProps {
  /** A button with `form={id}` submits it from anywhere. */
  id: string;
  table: TableInfo;
  record: ReturnType<typeof useNewRecord>;
  /** Labels of the records that foreign keys refer to, where values are given from the start. */
  labels?: Record<string, string | null>;
}

/** A field per column that a new record can be given, with what is wrong right below it. */
export function NewRecordForm({ id, table, record, labels = {} }: NewRecordFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { values, fields, failure } = record;
  const columns = givenColumns(table);
  const shown = columns.some((column) => fields[column.id]);
  return (
    <form
      ref={form}
      id={id}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void record.submit().then(() => form.current?.querySelector<HTMLElement>("[data-invalid]")?.focus());
      }}
    >
      {failure && !shown && <InlineError code={failure.code}>{failure.message}</InlineError>}
      {columns.map((column, i) => (
        <Field
          key={column.id}
          label={
            <>
              {column.label}
              {isRequired(column) && <span className="ml-1 font-normal text-muted">required</span>}
            </>
          }
          hint={column.hasDefault ? "Left empty, it gets its default." : undefined}
          error={fields[column.id]}
        >
          <ValueEditor
            table={table.name}
            column={column}
            value={valueOf(values, column.id)}
            valueLabel={labels[column.id]}
            onChange={(value) => record.change(column, value)}
            allowEmpty={!isRequired(column)}
            autoFocus={i === 0}
            invalid={Boolean(fields[column.id])}
          />
        </Field>
      ))}
    </form>
  );
}

const valueOf = (values: RecordValues, id: string) => (id in values ? values[id] : null);
