import { z } from "zod";

/** One operation on one column, for example `{ op: "multiply", by: 1.05 }`. The column's kind says which exist. */
export const Operation = z.looseObject({ op: z.string().min(1).max(40) });
export type Operation = z.infer<typeof Operation>;

/** What to do with each record: per column one operation, or delete it. */
export const Change = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("update"), columns: z.record(z.string().min(1).max(100), Operation) }),
  z.object({ kind: z.literal("delete") }),
]);

/** `undo` restores `before` of the parent task's history; made by `planUndo` only, never parsed from outside. */
export type Change = z.infer<typeof Change> | { kind: "undo" };
