import { z } from "zod";
import { writeAudit } from "@/lib/audit/write-audit";
import { selectionWhere } from "@/lib/tables/list/selection-where";
import { Selection } from "@/lib/tables/model/selection";
import { DELIMITERS } from "@/lib/files/file-reading";
import type { Ctx } from "@/lib/ctx";
import { Sort } from "@/lib/tables/model/filter";
import { orderOf } from "@/lib/tables/list/keyset";
import { csvPieces } from "./csv-pieces";
import { exportBatches } from "./export-batches";
import { xlsxPieces } from "./xlsx-pieces";
import { TableName } from "@/lib/tables/model/names";
import { viewableTable } from "@/lib/tables/table-for";

export const ExportRecordsInput = z.object({
  table: TableName,
  format: z.enum(["csv", "xlsx"]),
  /** Of a CSV file: between its cells, and `1,5` for 1.5. Spreadsheets of half the world want semicolons and commas. */
  delimiter: z.enum(DELIMITERS).default(","),
  decimalComma: z.boolean().default(false),
  selection: Selection,
  sort: Sort.default([]),
  /** Column ids in the order of the file; null for all columns. */
  columns: z.array(z.string().max(100)).min(1).max(500).nullable().default(null),
});
export type ExportRecordsInput = z.output<typeof ExportRecordsInput>;

/** What the audit log says of it: never the ids one by one. */
function narrowed(selection: Selection): Record<string, unknown> {
  if (selection.kind === "matching") return { filter: selection.filter, search: selection.search };
  return selection.kind === "records" ? { records: selection.ids.length } : {};
}

export interface RecordExport {
  fileName: string;
  contentType: string;
  pieces: AsyncGenerator<Uint8Array, void, undefined>;
}

const CONTENT_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/**
 * The selected records as a file in pieces, read batch by batch through the table page's own scoped query. Holds one
 * batch at a time; ends early by `signal`. A record that changes meanwhile is exported as it is when its batch is read.
 * @returns once everything has been checked, before anything is read
 * @throws AppError UNKNOWN_TABLE, UNKNOWN_COLUMN, FORBIDDEN, INVALID
 */
export async function exportRecords(ctx: Ctx, input: ExportRecordsInput, signal: AbortSignal): Promise<RecordExport> {
  const table = viewableTable(ctx.actor, input.table);
  await writeAudit(ctx.db, {
    actorId: ctx.actor.id,
    subjectKind: "table",
    subjectId: table.name,
    action: "exported",
    details: { format: input.format, ...narrowed(input.selection) },
  });
  const columns = input.columns?.map((id) => table.column(id)) ?? table.columns;
  const where = selectionWhere(ctx.actor, table, input.selection);
  const batches = exportBatches({ reader: ctx, table, columns, where, order: orderOf(table, input.sort), signal });
  const extension = input.format === "csv" && input.delimiter === "\t" ? "tsv" : input.format;
  return {
    fileName: `${table.name}-${new Date().toISOString().slice(0, 10)}.${extension}`,
    contentType: CONTENT_TYPES[input.format],
    pieces: input.format === "csv" ? csvPieces(columns, batches, input) : xlsxPieces(table.label, columns, batches),
  };
}
