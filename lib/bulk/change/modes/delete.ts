import { type SQL, sql } from "drizzle-orm";
import type { CompiledChange, UndoSource } from "@/lib/bulk/change/compiled-change";
import type { TableDef } from "@/lib/tables/table-def";
import { asFrozen, type Frozen } from "./as-frozen";

const WHOLE = { mode: "delete", assignments: [], differs: sql`true`, safelyDiffers: sql`true`, given: null } as const;

export function compileDelete(table: TableDef, frozen: Frozen): Omit<CompiledChange, "inScope"> {
  return { ...WHOLE, assignments: [], guard: asFrozen(table, frozen), undo: null };
}

/** Undo of added records: takes them away again, where they are still as they were added. */
export function compileRemoval(undo: UndoSource, holdsAfter: SQL): Omit<CompiledChange, "inScope"> {
  return { ...WHOLE, assignments: [], guard: holdsAfter, undo };
}
