import { z } from "zod";
import { TableName } from "@/lib/tables/model/names";

export const IMPORT_MODES = ["insert", "update", "upsert"] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export const ENCODINGS = ["utf-8", "windows-1252", "utf-16le"] as const;

const ColumnId = z.string().min(1).max(100);

/** How a file is to be read. Its first row is the header. */
export const ImportSpec = z.object({
  table: TableName,
  /** Add each row as a new record; change the record with the same key; or change it where there is one, else add it. */
  mode: z.enum(IMPORT_MODES),
  /** Per column of the file the table's column that it goes to; null leaves it out. */
  columns: z.array(ColumnId.nullable()).min(1).max(500),
  /** The columns of a unique key, which say together which record a row means; update and upsert need one. */
  key: z.array(ColumnId).min(1).max(20).nullable().default(null),
  delimiter: z.enum(DELIMITERS).default(","),
  encoding: z.enum(ENCODINGS).default("utf-8"),
  decimalComma: z.boolean().default(false),
  /** What comes first in 1/2/2024; null refuses what may be two days. */
  dateOrder: z.enum(["dmy", "mdy"]).nullable().default(null),
  /** What an empty cell does to a record that is changed. */
  emptyCells: z.enum(["keep", "clear"]).default("keep"),
  fileName: z.string().trim().min(1).max(200).default("a file"),
});
export type ImportSpec = z.output<typeof ImportSpec>;
export type ImportSpecInput = z.input<typeof ImportSpec>;
