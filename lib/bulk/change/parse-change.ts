import { hasRole, type Actor } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import { counted } from "@/lib/model/locale";
import { assertAllows } from "@/lib/tables/assert-allows";
import type { ColumnDef, TableDef } from "@/lib/tables/table-def";
import { operationOf } from "@/lib/tables/kinds/index";
import type { Change, Operation } from "@/lib/bulk/model/change";

/**
 * Checks a change against the declaration: columns exist and are editable, operations are offered, operands are of the
 * right type. Returns the change with its operands parsed (defaults filled in, numbers as numbers).
 *
 * @throws AppError EMPTY_CHANGE, UNKNOWN_COLUMN, READ_ONLY_COLUMN, INVALID (`fields` keyed by column id)
 */
export function parseChange(table: TableDef, change: Change): Change {
  if (change.kind === "values") {
    for (const id of change.columns) assertEditable(table.column(id));
  }
  if (change.kind === "insert") {
    for (const id of change.columns) assertInsertable(table.column(id));
  }
  if (change.kind !== "update") return change;
  const ids = Object.keys(change.columns);
  if (ids.length === 0) throw new AppError("EMPTY_CHANGE", "Choose at least one column to change.");
  const columns: Record<string, Operation> = {};
  const fields: Record<string, string> = {};
  for (const id of ids) {
    const column = table.column(id);
    assertEditable(column);
    const { op, ...operands } = change.columns[id] as Operation;
    const spec = operationOf(column, op);
    if (!spec) {
      fields[id] = `${column.label} has no operation “${op}”.`;
      continue;
    }
    const parsed = spec.parser(column, table.columns).safeParse(operands);
    if (parsed.success) columns[id] = { op, ...parsed.data };
    else fields[id] = parsed.error.issues[0]?.message ?? "Invalid value.";
  }
  const [first] = Object.values(fields);
  if (first) throw new AppError("INVALID", first, { fields });
  return { kind: "update", columns };
}

function assertEditable({ id, label, editable }: ColumnDef): void {
  if (!editable) {
    throw new AppError("READ_ONLY_COLUMN", `${label} can't be edited.`, { fields: { [id]: "Read-only." } });
  }
}

/** A new record also takes its key, where it is given one. */
function assertInsertable(column: ColumnDef): void {
  if (!column.primaryKey) assertEditable(column);
}

/** @throws AppError FORBIDDEN when the actor's role does not allow this kind of change on this table */
export function assertMayChange(actor: Actor, table: TableDef, change: { kind: Change["kind"] }): void {
  const needed = change.kind === "delete" ? table.access.delete : table.access.edit;
  if (!hasRole(actor, needed)) {
    const verb = change.kind === "delete" ? "delete records of" : "edit";
    throw new AppError("FORBIDDEN", `Your role (${actor.role}) doesn't allow you to ${verb} ${table.label}.`);
  }
  assertAllows(table, change.kind === "delete" ? "delete" : change.kind === "insert" ? "insert" : "edit");
}

const VALUES_WORDS = { clear: "cleared", paste: "pasted into", fill: "filled into", import: "imported into" } as const;

const INSERT_WORDS = { new: "added", duplicate: "duplicated", import: "imported" } as const;

/** The change in words: "Population multiply by 1.05, Status set to reviewed", "pasted into Population of 40 records". */
export function describeChange(table: TableDef, change: Change, total: number): string {
  if (change.kind === "delete") return "delete";
  if (change.kind === "undo") return "undo";
  const records = counted(total, "record");
  if (change.kind === "insert") return `${INSERT_WORDS[change.origin]} ${records}`;
  if (change.kind === "values") {
    const columns = change.columns.map((id) => table.column(id).label).join(", ");
    return `${VALUES_WORDS[change.origin]} ${columns} of ${records}`;
  }
  return Object.entries(change.columns)
    .map(([id, { op, ...operands }]) => {
      const column = table.column(id);
      return `${column.label} ${operationOf(column, op)?.describe(operands as never, column, table.columns) ?? op}`;
    })
    .join(", ");
}
