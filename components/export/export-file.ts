import type { ExportRecordsInput } from "@/lib/tables/export/export-records";

/** What kind of file, and how a text file is written. */
export type ExportFile = Pick<ExportRecordsInput, "format" | "delimiter" | "decimalComma">;
