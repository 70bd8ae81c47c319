import type { SQL } from "drizzle-orm";
import type { Assignment } from "./assignment";

/**
 * A change as SQL, used alike by preview, probe and write. Its expressions see the record under the table's own name
 * and the frozen slice as `slice(seq, n, id, version)`, for an undo with `before, after, was`, for given values with
 * `given, becomes, refused` (see `slice.ts`).
 */
export interface CompiledChange {
  /** `restore` brings deleted records back as they were, `insert` adds new ones. */
  mode: "update" | "delete" | "restore" | "insert";
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
  /** The new values stand beside each frozen id; some could not be read (`slice.refused`). */
  given: boolean;
}

/** What the history of an undone task says about how to take it back. */
export interface UndoSource {
  taskId: string;
  /** Columns that it wrote, by database name; null where it deleted or inserted whole records. */
  columns: string[] | null;
  wrote: "values" | "deletion" | "insertion";
  /** It began with a task that adds records, not with a delete that was undone. */
  added: boolean;
}
