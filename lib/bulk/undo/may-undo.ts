import type { Actor } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import { mayEditColumn } from "@/lib/tables/column-access";
import type { TableDef } from "@/lib/tables/table-def";
import { assertMayChange } from "@/lib/bulk/change/parse-change";
import type { UndoSource } from "@/lib/bulk/change/compiled-change";
import { kindOfUndo } from "./undo-source";

/**
 * Half an undo is none: one that would write a column which is not the actor's to edit is refused as a whole. What was deleted
 * comes back as a whole, and what was added goes as a whole: no value of it is chosen or told.
 * @throws AppError FORBIDDEN
 */
export function assertMayUndo(actor: Actor, table: TableDef, undo: UndoSource): void {
  assertMayChange(actor, table, { kind: kindOfUndo(undo) });
  if (undo.wrote === "values") assertMayTakeBack(actor, table, undo.columns);
}

/** @param columns that were written, by their names in the database @throws AppError FORBIDDEN */
export function assertMayTakeBack(actor: Actor, table: TableDef, columns: string[]): void {
  const whole = table.whole ?? table;
  const written = whole.columns.filter(({ dbName }) => columns.includes(dbName));
  if (!written.every((column) => mayEditColumn(actor, whole, column))) {
    throw new AppError(
      "FORBIDDEN",
      `This changed a column that your role (${actor.role}) doesn't allow you to edit, so you can't undo it.`,
    );
  }
}
