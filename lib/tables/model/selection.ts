import { z } from "zod";
import type { Delimiter } from "@/lib/files/file-reading";
import { Filter } from "./filter";
import { MAX_LISTED_IDS } from "./listed-ids";
import { RecordId } from "./names";

/**
 * Which records: listed one by one, or everything that a filter and search match, minus exceptions.
 * `expectedCount` is the number that the user saw (null where the page showed an estimate).
 */
export const Selection = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("records"), ids: z.array(RecordId).max(MAX_LISTED_IDS) }),
  z.object({
    kind: z.literal("matching"),
    filter: Filter.nullable().default(null),
    search: z.string().max(200).default(""),
    exceptIds: z.array(RecordId).max(MAX_LISTED_IDS).default([]),
    expectedCount: z.number().int().nonnegative().nullable().default(null),
  }),
]);

/** What a child task takes over from its parent; made by `planRetry` and `planUndo` only, never parsed from outside. */
export interface SelectionFromTask {
  kind: "from_task";
  taskId: string;
  which: "unfinished" | "changed";
  /** Of the changed ones only these: an undo of a part. Each as the database writes it. */
  ids?: string[];
}

/** An undo that takes back a part of its parent only. */
export function isPart(selection: Selection): boolean {
  return selection.kind === "from_task" && selection.ids !== undefined;
}

/** The records came with their values (`planValues`); the chunks hold both. */
export interface SelectionOfValues {
  kind: "values";
  /** They are the rows of a file. */
  file?: ImportedFile;
}

/** What is kept of a file: its rows that fail are handed back as it was written. */
export interface ImportedFile {
  name: string;
  header: string[];
  /** Per column of the file the database's column that it went to. */
  columns?: (string | null)[];
  /** A comma where it is not said. */
  delimiter?: Delimiter;
  /** Of its bytes and how they were read: the same file is known when it comes again. */
  digest?: string;
}

export type ChosenSelection = z.infer<typeof Selection>;
export type Selection = ChosenSelection | SelectionFromTask | SelectionOfValues;

/** How many records the user saw in it; null where the page showed an estimate. */
export function seenCount(selection: ChosenSelection): number | null {
  return selection.kind === "records" ? new Set(selection.ids).size : selection.expectedCount;
}
