import { type Actor, assertRole, hasRole, type Role } from "@/lib/model/actor";
import { mayEditColumn, mayViewColumn } from "./column-access";
import { columnOf } from "./define-table";
import { getTable } from "./registry";
import type { ColumnDef, TableDef } from "./table-def";

/** Roles are all that columns ask for, so a table is made once for each. */
const narrowed = new WeakMap<TableDef, Map<Role, TableDef>>();

/**
 * The table as one person has it: a column that they may not view is not there, one that they may not edit is read-only.
 * The one place that decides about columns; whatever reads or writes for a person takes its table from here.
 */
export function tableFor(actor: Pick<Actor, "role">, table: TableDef): TableDef {
  const whole = table.whole ?? table;
  if (whole.columns.every(({ access }) => !access.view && !access.edit)) return whole;
  const known = narrowed.get(whole) ?? new Map<Role, TableDef>();
  narrowed.set(whole, known);
  const own = known.get(actor.role) ?? narrow(actor, whole);
  known.set(actor.role, own);
  return own;
}

/** The same by its name. @throws AppError UNKNOWN_TABLE */
export function getTableFor(actor: Pick<Actor, "role">, name: string): TableDef {
  return tableFor(actor, getTable(name));
}

/** The same for somebody who wants to see records of it. @throws AppError UNKNOWN_TABLE, FORBIDDEN */
export function viewableTable(actor: Actor, name: string): TableDef {
  const table = getTableFor(actor, name);
  assertRole(actor, table.access.view, `see ${table.label}`);
  return table;
}

function narrow(actor: Pick<Actor, "role">, whole: TableDef): TableDef {
  const seen = whole.columns.filter((column) => mayViewColumn(actor, whole, column));
  const readOnly = seen.filter(
    (column) => column.editable && column.access.edit && !hasRole(actor, column.access.edit),
  );
  if (seen.length === whole.columns.length && readOnly.length === 0) return whole;
  const own = new Map(readOnly.map((column) => [column, { ...column, editable: false }]));
  const ownOf = (column: ColumnDef) => own.get(column) ?? column;
  const columns = seen.map(ownOf);
  const ids = new Set(columns.map(({ id }) => id));
  const fixed = new Set(readOnly.map(({ id }) => id));
  const uniqueKeys = whole.uniqueKeys.filter((key) => key.every((id) => ids.has(id)));
  const recordLabel = seen.includes(whole.recordLabel) ? ownOf(whole.recordLabel) : ownOf(whole.key.columns[0]!);
  const limits = { ...whole.limits, insert: whole.limits.insert ?? whyNoInsert(actor, whole) };
  return {
    ...whole,
    columns,
    key: { ...whole.key, columns: whole.key.columns.map(ownOf) },
    uniqueKeys,
    recordLabel,
    limits,
    info: {
      ...whole.info,
      recordLabel: recordLabel.id,
      uniqueKeys,
      limits,
      columns: whole.info.columns
        .filter(({ id }) => ids.has(id))
        .map((info) => (fixed.has(info.id) ? { ...info, editable: false } : info)),
    },
    column: (id) => columnOf({ label: whole.label, columns }, id),
    whole,
  };
}

/** Nobody is told which value. */
function whyNoInsert(actor: Pick<Actor, "role">, whole: TableDef): string | null {
  const needed = whole.columns.some(
    (column) =>
      column.editable &&
      !column.nullable &&
      !column.hasDefault &&
      !whole.key.columns.includes(column) &&
      !mayEditColumn(actor, whole, column),
  );
  return needed && hasRole(actor, whole.access.edit)
    ? `A new record of ${whole.label} needs a value that your role (${actor.role}) doesn't allow you to give.`
    : null;
}
