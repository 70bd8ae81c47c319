import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { expressionInput, typeOf } from "@/lib/tables/column-sql";
import type { ColumnDef, TableDef } from "@/lib/tables/define-table";
import { operationOf } from "@/lib/tables/kinds/index";
import type { Change } from "./change";
import { fitsType } from "./fits-type";
import type { ConflictPolicy } from "./policies";

/** One column of an update and its new value as SQL over the record's own columns and, for an undo, `slice`. */
export interface Assignment {
  column: ColumnDef;
  next: SQL;
  /** Whether the value fits the column's type, where that can be asked before the cast. */
  fits: SQL | undefined;
  /** The same as `next`, but null where the value would not fit: for looking, not for writing. */
  safeNext: SQL;
}

/**
 * A change as SQL, used alike by preview, probe and write. Its expressions see the record under the table's own name
 * and the frozen slice as `slice(seq, n, id, version[, before, after, was])`.
 */
export interface CompiledChange {
  mode: "update" | "delete" | "insert";
  assignments: Assignment[];
  /** The record is still as it was frozen (or, for an undo, still holds what the parent task wrote). */
  guard: SQL;
  /** The write would alter something. */
  differs: SQL;
  /** The same, for looking: true as well where a value would not fit. */
  safelyDiffers: SQL;
  /** The actor may reach the record. */
  inScope: SQL;
  /** An undo reads the history of this task. */
  historyOf: string | null;
}

/** What the history of an undone task says about how to take it back. */
export interface UndoSource {
  taskId: string;
  /** Columns that it wrote, by database name; null where it deleted or inserted whole records. */
  columns: string[] | null;
  wrote: "values" | "deletion" | "insertion";
}

export function compileChange(
  table: TableDef,
  actor: Actor,
  change: Change,
  options: { conflictPolicy: ConflictPolicy; undo: UndoSource | null },
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
    };
  }
  const assignments = Object.entries(change.columns).map(([id, { op, ...operands }]) => {
    const column = table.column(id);
    const spec = operationOf(column, op);
    if (!spec) throw new AppError("INVALID", `${column.label} has no operation “${op}”.`);
    return assignment(column, spec.expression(expressionInput(table, column), operands as never));
  });
  return { mode: "update", assignments, guard, ...anyDiffers(assignments), inScope, historyOf: null };
}

function compileUndo(table: TableDef, inScope: SQL, undo: UndoSource | null): CompiledChange {
  if (!undo) throw new AppError("INVALID", "An undo needs the task that it takes back.");
  const historyOf = undo.taskId;
  if (undo.wrote === "deletion") {
    return {
      mode: "insert",
      assignments: [],
      guard: sql`true`,
      differs: sql`true`,
      safelyDiffers: sql`true`,
      inScope,
      historyOf,
    };
  }
  if (undo.wrote === "insertion") {
    const guard = sql`to_jsonb(${table.pgTable}) = slice.after`;
    return { mode: "delete", assignments: [], guard, differs: sql`true`, safelyDiffers: sql`true`, inScope, historyOf };
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
  };
}

function assignment(column: ColumnDef, raw: SQL): Assignment {
  const next = sql`(${raw})::${typeOf(column)}`;
  const fits = fitsType(column, raw);
  return { column, next, fits, safeNext: fits ? sql`case when ${fits} then ${next} end` : next };
}

function anyDiffers(assignments: Assignment[]): Pick<CompiledChange, "differs" | "safelyDiffers"> {
  return {
    differs: sql`(${sql.join(
      assignments.map(({ column, next }) => differs(column, next)),
      sql` or `,
    )})`,
    safelyDiffers: sql`(${sql.join(
      assignments.map(
        ({ column, fits, safeNext }) => sql`${fits ? sql`${fits} is false or ` : sql``}${differs(column, safeNext)}`,
      ),
      sql` or `,
    )})`,
  };
}

/** `json` has no equality; everything else compares as itself. */
function differs({ pgColumn }: ColumnDef, next: SQL): SQL {
  return pgColumn.getSQLType() === "json"
    ? sql`${pgColumn}::jsonb is distinct from (${next})::jsonb`
    : sql`${pgColumn} is distinct from ${next}`;
}
