import type { SQL } from "drizzle-orm";
import type { ColumnDef } from "@/lib/tables/table-def";
import type { Assignment } from "./assignment";

/**
 * A change as SQL, used alike by preview, probe and write. Its expressions see the record under the table's own name
 * and the frozen slice as `swath_slice(seq, n, id, k0, …, version, content)`; for an undo with the literals `b0, a0, …` that the
 * history holds, for values that stand per record with `given, refused, v0, …` (see `slice.ts`).
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
  undo: UndoSource | null;
  /** Columns whose new values stand beside each frozen id; null: the change is one for all. */
  given: ColumnDef[] | null;
}

/** What the history of an undone task says about how to take it back. */
export interface UndoSource {
  taskId: string;
  /** Columns that it captured, by database name: those that it wrote, or all where it deleted or inserted records. */
  columns: string[];
  wrote: "values" | "deletion" | "insertion";
  /** It was to delete records, or to bring them back, and the database kept some of them all the while, marked. */
  kept: boolean;
  /** It began with a task that adds records, not with a delete that was undone. */
  added: boolean;
}
