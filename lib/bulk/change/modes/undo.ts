import { type SQL, sql } from "drizzle-orm";
import { anyDiffers, assignment } from "@/lib/bulk/change/assignment";
import type { CompiledChange, UndoSource } from "@/lib/bulk/change/compiled-change";
import { afterName, beforeName, type Side } from "@/lib/history/captured";
import { type LiveColumn, storedForm } from "@/lib/history/live-columns";
import { AppError } from "@/lib/model/errors";
import type { TableDef } from "@/lib/tables/table-def";
import { compileRemoval } from "./delete";
import { compileRestore } from "./restore";

/** Takes back what a task wrote: where a record still holds it, it gets what it held before. */
export function compileUndo(
  table: TableDef,
  undo: UndoSource | null,
  live: LiveColumn[],
  exact: ReadonlySet<string>,
): Omit<CompiledChange, "inScope"> {
  if (!undo) throw new AppError("INVALID", "An undo needs the task that it takes back.");
  if (undo.wrote === "deletion") return compileRestore(undo);
  if (undo.wrote === "insertion") return compileRemoval(undo, stillHolds(table, undo, live, "after"));
  const assignments = undo.columns.map((dbName, i) => {
    const column = table.columns.find((c) => c.dbName === dbName);
    if (!column)
      throw new AppError(
        "CONFLICT",
        `The column “${dbName}” is no longer part of ${table.label}, so this can't be undone.`,
      );
    return assignment(column, sql`swath_slice.${beforeName(i)}`);
  });
  return {
    mode: "update",
    assignments,
    guard: stillHolds(table, undo, live, "after"),
    ...anyDiffers(assignments, exact),
    undo,
    given: null,
  };
}

/** The record holds what the history captured, in every captured column that is still there and not computed. */
export function stillHolds(table: TableDef, { columns }: UndoSource, live: LiveColumn[], side: Side): SQL {
  const name = side === "before" ? beforeName : afterName;
  const checks = columns.flatMap((dbName, i) => {
    const column = live.find((each) => each.name === dbName && !each.generated);
    if (!column) return [];
    const captured = sql`(swath_slice.${name(i)})::${sql.raw(column.type)}`;
    const now = sql`${table.pgTable}.${sql.identifier(dbName)}`;
    return [sql`${storedForm(now, column.exact)} is not distinct from ${storedForm(captured, column.exact)}`];
  });
  return checks.length > 0 ? sql`(${sql.join(checks, sql` and `)})` : sql`true`;
}
