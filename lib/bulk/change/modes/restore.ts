import { sql } from "drizzle-orm";
import type { CompiledChange, UndoSource } from "@/lib/bulk/change/compiled-change";

/** Undo of a delete: the records come back with all that the history holds of them. */
export function compileRestore(undo: UndoSource): Omit<CompiledChange, "inScope"> {
  return {
    mode: "restore",
    assignments: [],
    guard: sql`true`,
    differs: sql`true`,
    safelyDiffers: sql`true`,
    undo,
    given: null,
  };
}
