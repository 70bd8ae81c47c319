import { z } from "zod";
import { counted } from "@/lib/model/locale";
import type { ValueSpec } from "./value";

/** Longest text that one value may hold where the column sets no limit of its own. */
export const MAX_TEXT = 100_000;

/** Postgres stores no NUL characters. */
export const plainText = (max: number) =>
  z
    .string({ error: "Must be text." })
    .max(max, { error: `Must be at most ${counted(max, "character")} long.` })
    .refine((text) => !text.includes("\u0000"), { error: "Must not contain the NUL character." })
    .refine((text) => text.isWellFormed(), { error: "Must not contain half a character." });

export const textValue: ValueSpec = {
  parser: (info) => plainText(info.maxLength ?? MAX_TEXT),
  // Not cast to varchar(n): an explicit cast would cut a longer text instead of comparing it.
  toSql: ({ sql }, value) => sql`${value}::text`,
};
