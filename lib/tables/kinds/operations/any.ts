import { z } from "zod";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import { accepts, assertAccepts } from "@/lib/tables/kinds/values/accepts";
import type { OperationSpec } from "@/lib/tables/kinds/kind";
import { required, type ValueSpec, valueText } from "@/lib/tables/kinds/values/value";

export function set(value: ValueSpec): OperationSpec {
  return {
    op: "set",
    label: "set to",
    fields: [{ name: "value", label: "Value", input: "value" }],
    parser: (info) => z.object({ value: required(value.parser(info)) }),
    expression: (input, operands: { value: unknown }) => value.toSql(input, operands.value),
    describe: (operands: { value: unknown }) => `set to ${valueText(operands.value)}`,
  };
}

export const clear: OperationSpec = {
  op: "clear",
  label: "clear",
  fields: [],
  offered: (info) => info.nullable,
  parser: () => z.object({}),
  expression: ({ sql, type }) => sql`null::${type}`,
  describe: () => "clear",
};

export const copyFrom: OperationSpec = {
  op: "copyFrom",
  label: "copy from",
  fields: [{ name: "column", label: "Column", input: "column" }],
  parser: (info, columns) =>
    z.object({
      column: z.string({ error: "Choose a column." }).superRefine((id, context) => {
        const message = columns && whyNot(info, id, columns);
        if (message) context.addIssue({ code: "custom", message });
      }),
    }),
  expression: ({ sql, info, other }, operands: { column: string }) => {
    const source = other(operands.column);
    assertAccepts(info, source.info);
    // Two enum types never cast to each other; through text they do.
    return source.info.kind === "enum" ? sql`${source.column}::text` : source.column;
  },
  describe: ({ column }: { column: string }, _info, columns) =>
    `copy from ${columns?.find((c) => c.id === column)?.label ?? column}`,
};

function whyNot(target: ColumnInfo, id: string, columns: readonly ColumnInfo[]): string | undefined {
  const source = columns.find((c) => c.id === id);
  if (!source) return `There is no column “${id}”.`;
  return accepts(target, source) ? undefined : `${target.label} can't take over the values of ${source.label}.`;
}
