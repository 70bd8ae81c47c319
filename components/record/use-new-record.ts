"use client";

import { useState } from "react";
import { answered } from "@/components/http/answered";
import type { ActionFailure, ActionResult } from "@/lib/model/action-result";
import type { InsertRecordInput } from "@/lib/bulk/plan/insert-record";
import type { ApplyResult } from "@/lib/bulk/model/preview";
import { kindOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, RecordValues, TableInfo } from "@/lib/tables/model/table-info";

export type InsertRecord = (input: InsertRecordInput) => Promise<ActionResult<ApplyResult>>;

/** Columns that a new record can be given: the editable ones, and the key where nobody else makes it. */
export function givenColumns(table: TableInfo): ColumnInfo[] {
  return table.columns.filter(({ editable, primaryKey, hasDefault }) => (primaryKey ? !hasDefault : editable));
}

/** What a duplicate takes over: everything but the key and what nobody edits. */
export function copiedValues(table: TableInfo, values: RecordValues): RecordValues {
  const copied = table.columns.filter(({ editable, primaryKey }) => editable && !primaryKey);
  return Object.fromEntries(copied.map(({ id }) => [id, values[id] ?? null]));
}

export const isRequired = ({ nullable, hasDefault }: ColumnInfo): boolean => !nullable && !hasDefault;

/** What a new record holds so far, what is wrong with it, and the way to the server. */
export function useNewRecord(
  table: TableInfo,
  initial: RecordValues,
  origin: "new" | "duplicate",
  insert: InsertRecord,
  onAdded: (result: ApplyResult) => void,
) {
  const [values, setValues] = useState<RecordValues>(initial);
  const [fields, setFields] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [pending, setPending] = useState(false);

  function change(column: ColumnInfo, value: unknown): void {
    setValues((now) => ({ ...now, [column.id]: value }));
    const { [column.id]: _mended, ...others } = fields;
    const problem = problemWith(column, value);
    setFields(problem ? { ...others, [column.id]: problem } : others);
  }

  async function submit(): Promise<void> {
    const problems = problemsOf(givenColumns(table), values);
    setFields(problems);
    setFailure(null);
    if (Object.keys(problems).length > 0) return;
    setPending(true);
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    const result = await answered(insert({ table: table.name, origin, values: given }));
    setPending(false);
    if (result.ok) return onAdded(result.value);
    setFields(result.fields);
    setFailure(result);
  }

  return { values, fields, failure, pending, change, submit };
}

function problemsOf(columns: ColumnInfo[], values: RecordValues): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const column of columns) {
    const value = column.id in values ? values[column.id] : null;
    const problem =
      value === null && isRequired(column) ? `${column.label} must not be empty.` : problemWith(column, value);
    if (problem) problems[column.id] = problem;
  }
  return problems;
}

/** What the column's kind says of a value; `undefined` is what isn't a value yet. */
function problemWith(column: ColumnInfo, value: unknown): string | undefined {
  if (value === null) return undefined;
  if (value === undefined) return "This is not complete yet.";
  const parsed = kindOf(column.kind).parser(column).safeParse(value);
  return parsed.success ? undefined : (parsed.error.issues[0]?.message ?? "Invalid value.");
}
