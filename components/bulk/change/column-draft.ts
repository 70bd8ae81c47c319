import type { Change, Operation } from "@/lib/bulk/model/change";
import type { OperationSpec } from "@/lib/tables/kinds/kind";
import { operationOf, operationsOf } from "@/lib/tables/kinds/index";
import type { ColumnInfo, TableInfo } from "@/lib/tables/model/table-info";

/** One column of the change as the user is putting it together; operands may still be missing or wrong. */
export interface ColumnDraft {
  column: string;
  op: string;
  operands: Record<string, unknown>;
}

export interface DraftProblem {
  /** Name of the operand to blame, where there is one. */
  operand: string | null;
  message: string;
  /** Nothing was entered yet: a reason to wait, not an error to show. */
  missing: boolean;
}

export interface DraftedChange {
  /** The columns that are complete; null when none is. */
  change: Extract<Change, { kind: "update" }> | null;
  /** By column id. */
  problems: Record<string, DraftProblem>;
}

export function newDraft(column: ColumnInfo, op = operationsOf(column)[0]?.op ?? "set"): ColumnDraft {
  const fields = operationOf(column, op)?.fields ?? [];
  const initial = fields.filter((field) => field.initial !== undefined).map((field) => [field.name, field.initial]);
  return { column: column.id, op, operands: Object.fromEntries(initial) };
}

/** Drafts as the change that the engine takes, checked with the very parsers of the server. */
export function draftedChange(table: TableInfo, drafts: readonly ColumnDraft[]): DraftedChange {
  const columns: Record<string, Operation> = {};
  const problems: Record<string, DraftProblem> = {};
  for (const draft of drafts) {
    const info = table.columns.find((c) => c.id === draft.column);
    const spec = info && operationOf(info, draft.op);
    if (!info || !spec) continue;
    const given = givenOperands(spec, draft.operands);
    const parsed = spec.parser(info, table.columns).safeParse(given);
    if (parsed.success) {
      columns[draft.column] = { ...given, op: draft.op };
      continue;
    }
    const [issue] = parsed.error.issues;
    const operand = issue?.path[0] === undefined ? null : String(issue.path[0]);
    problems[draft.column] = {
      operand,
      message: issue?.message ?? "Invalid value.",
      missing: operand !== null && isEmpty(given[operand]),
    };
  }
  return { change: Object.keys(columns).length > 0 ? { kind: "update", columns } : null, problems };
}

/** An optional operand that was emptied is one that was not given. */
function givenOperands(spec: OperationSpec, operands: Record<string, unknown>): Record<string, unknown> {
  const optional = new Set(spec.fields.filter((field) => field.optional).map((field) => field.name));
  return Object.fromEntries(
    Object.entries(operands).filter(([name, value]) => !(optional.has(name) && isEmpty(value))),
  );
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
