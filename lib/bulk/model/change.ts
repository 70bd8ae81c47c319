import { z } from "zod";

/** One operation on one column, for example `{ op: "multiply", by: 1.05 }`. The column's kind says which exist. */
export const Operation = z.looseObject({ op: z.string().min(1).max(40) });
export type Operation = z.infer<typeof Operation>;

/** What to do with each record: per column one operation, or delete it. */
export const Change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("update"), columns: z.record(z.string().min(1).max(100), Operation) }),
  z.object({ kind: z.literal("delete") }),
]);

/** Where values that stand per record came from; for the words that people read. */
export const VALUES_ORIGINS = ["paste", "fill", "clear", "import"] as const;
export type ValuesOrigin = (typeof VALUES_ORIGINS)[number];

/** Writes into these columns what stands beside each frozen id (`lib/bulk/given.ts`); made by `planValues` only. */
export interface ValuesChange {
  kind: "values";
  columns: string[];
  origin: ValuesOrigin;
}

/** Where new records came from; for the words that people read. */
export const INSERT_ORIGINS = ["new", "duplicate", "import"] as const;
export type InsertOrigin = (typeof INSERT_ORIGINS)[number];

/** Adds records whose ids and values stand in the chunks; made by `insertRecords` and imports only. */
export interface InsertChange {
  kind: "insert";
  /** The columns that were given, in the table's order; the others get their defaults. */
  columns: string[];
  origin: InsertOrigin;
}

/** `undo` restores `before` of the parent task's history; made by `planUndo` only. None of these is parsed from outside. */
export type Change = z.infer<typeof Change> | { kind: "undo" } | ValuesChange | InsertChange;
