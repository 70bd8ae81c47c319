import { z } from "zod";
import { DELIMITERS, ENCODINGS, type FileReading, QUOTES } from "@/lib/files/file-reading";
import { TableName } from "@/lib/tables/model/names";

export const IMPORT_MODES = ["insert", "update", "upsert"] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** How the file is read; `FileReading` says what each means. */
const READING = {
  headerRow: z.number().int().min(1).max(10_000).nullable().default(null),
  hasHeader: z.boolean().default(true),
  lastRow: z.number().int().min(1).nullable().default(null),
  sheet: z.string().max(255).nullable().default(null),
  hiddenRows: z.enum(["read", "skip"]).default("read"),
  encoding: z.enum(ENCODINGS).default("utf-8"),
  delimiter: z.enum(DELIMITERS).default(","),
  quote: z.enum(QUOTES).default('"'),
  decimalComma: z.boolean().nullable().default(false),
  dateOrder: z.enum(["dmy", "mdy"]).nullable().default(null),
  emptyMarks: z.array(z.string().min(1).max(40)).max(20).default([]),
} satisfies Record<keyof FileReading, z.ZodType>;

const ColumnId = z.string().min(1).max(100);

/** How a file is to be read. */
export const ImportSpec = z.object({
  table: TableName,
  /** Add each row as a new record; change the record with the same key; or change it where there is one, else add it. */
  mode: z.enum(IMPORT_MODES),
  /** Per column of the file the table's column that it goes to; null leaves it out. */
  columns: z.array(ColumnId.nullable()).min(1).max(500),
  /** The columns of a unique key, which say together which record a row means; update and upsert need one. */
  key: z.array(ColumnId).min(1).max(20).nullable().default(null),
  ...READING,
  /** What an empty cell does to a record that is changed. */
  emptyCells: z.enum(["keep", "clear"]).default("keep"),
  fileName: z.string().trim().min(1).max(200).default("a file"),
});
export type ImportSpec = z.output<typeof ImportSpec>;
export type ImportSpecInput = z.input<typeof ImportSpec>;
