import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/model/actor";
import { AppError } from "@/lib/model/errors";
import { expressionInput, wholeRow } from "@/lib/tables/column-sql";
import type { TableDef } from "@/lib/tables/table-def";
import { operationOf } from "@/lib/tables/kinds/index";
import { anyDiffers, assignment } from "./assignment";
import type { Change } from "@/lib/bulk/model/change";
import type { ColumnDefaults } from "./column-defaults";
import type { CompiledChange, UndoSource } from "./compiled-change";
import { compileInsert } from "./compile-insert";
import { compileValues } from "./compile-values";
import type { ConflictPolicy } from "@/lib/bulk/model/policies";

export function compileChange(
  table: TableDef,
  actor: Actor,
  change: Change,
  options: { conflictPolicy: ConflictPolicy; undo: UndoSource | null; defaults: ColumnDefaults },
): CompiledChange {
  const inScope = table.scope(actor) ?? sql`true`;
  if (change.kind === "undo") return compileUndo(table, inScope, options.undo);

  const guard = options.conflictPolicy === "overwrite" ? sql`true` : sql`${table.pgTable}.xmin = slice.version`;
  if (change.kind === "delete") {
    return {
      mode: "delete",
      assignments: [],
      guard,
      differs: sql`true`,
      safelyDiffers: sql`true`,
      inScope,
      historyOf: null,
      given: false,
    };
  }
  if (change.kind === "values") return { ...compileValues(table, change, options.conflictPolicy), inScope };
  if (change.kind === "insert") return { ...compileInsert(table, options.defaults), inScope };
  const assignments = Object.entries(change.columns).map(([id, { op, ...operands }]) => {
    const column = table.column(id);
    const spec = operationOf(column, op);
    if (!spec) throw new AppError("INVALID", `${column.label} has no operation “${op}”.`);
    return assignment(column, spec.expression(expressionInput(table, column), operands as never));
  });
  return { mode: "update", assignments, guard, ...anyDiffers(assignments), inScope, historyOf: null, given: false };
}

function compileUndo(table: TableDef, inScope: SQL, undo: UndoSource | null): CompiledChange {
  if (!undo) throw new AppError("INVALID", "An undo needs the task that it takes back.");
  const historyOf = undo.taskId;
  if (undo.wrote === "deletion") {
    return {
      mode: "restore",
      assignments: [],
      guard: sql`true`,
      differs: sql`true`,
      safelyDiffers: sql`true`,
      inScope,
      historyOf,
      given: false,
    };
  }
  if (undo.wrote === "insertion") {
    const guard = sql`to_jsonb(${wholeRow(table)}) = slice.after`;
    return {
      mode: "delete",
      assignments: [],
      guard,
      differs: sql`true`,
      safelyDiffers: sql`true`,
      inScope,
      historyOf,
      given: false,
    };
  }
  const columns = (undo.columns ?? []).map((dbName) => {
    const column = table.columns.find((c) => c.dbName === dbName);
    if (!column)
      throw new AppError(
        "CONFLICT",
        `The column “${dbName}” is no longer part of ${table.label}, so this can't be undone.`,
      );
    return column;
  });
  const assignments = columns.map((column) => assignment(column, sql`(slice.was).${sql.identifier(column.dbName)}`));
  // Compared as JSON, as the history stores it: null-safe, and blind to how a number is written.
  const holdsAfter = columns.map(
    ({ pgColumn, dbName }) => sql`coalesce(to_jsonb(${pgColumn}), 'null') = coalesce(slice.after -> ${dbName}, 'null')`,
  );
  return {
    mode: "update",
    assignments,
    guard: sql`(${sql.join(holdsAfter, sql` and `)})`,
    ...anyDiffers(assignments),
    inScope,
    historyOf,
    given: false,
  };
}
