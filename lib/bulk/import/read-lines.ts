import type { ParseError } from "@/lib/bulk/model/row-values";
import { NO_REFERENCE } from "@/lib/bulk/plan/read-values";
import type { FileCell, FileRow } from "@/lib/files/sheet-cell";
import type { NamedBy, ReferenceTexts } from "@/lib/tables/references/reference-texts";
import type { RowReader, RowRead } from "./row-reader";

/** A row of the file and what it says, by column id, or why it says nothing. */
export interface Line {
  row: number;
  cells: FileCell[];
  read: { values: Record<string, unknown>; refused?: never } | { refused: ParseError; values?: never };
}

/** The rows' values, with keys in place of the labels that foreign keys may be given by. */
export async function readLines(
  references: ReferenceTexts,
  namedBy: ReadonlyMap<string, NamedBy>,
  reader: RowReader,
  batch: FileRow[],
): Promise<Line[]> {
  const labels = reader.columns.flatMap(({ id }) => (namedBy.get(id) === "label" ? [id] : []));
  const lines = batch.map(({ row, cells }): Line => ({ row, cells, read: withoutBlank(labels, reader.read(cells)) }));
  const said: Record<string, unknown>[] = [];
  for (const { read } of lines) if (read.values) said.push(read.values);
  await references.load(said);
  for (const line of lines) {
    if (!line.read.values) continue;
    const keyed = references.keyed(line.read.values);
    line.read =
      "values" in keyed ? keyed : { refused: { column: keyed.column, code: NO_REFERENCE, message: keyed.problem } };
  }
  return lines;
}

/** A record may have no label, or one that is out of reach: its absence never clears the key. */
function withoutBlank(labels: string[], read: RowRead): RowRead {
  if ("values" in read)
    for (const id of labels) if (String(read.values[id] ?? "").trim() === "") delete read.values[id];
  return read;
}
