import { BYTE_ORDER_MARK, csvText } from "@/lib/csv-text";
import type { FileReading } from "@/lib/files/file-reading";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import { exportColumns, exportText } from "./export-columns";

/** A CSV file that spreadsheets open as it is: UTF-8 with its mark, and nothing in it that they would run. */
export async function* csvPieces(
  columns: readonly ColumnInfo[],
  batches: AsyncGenerator<RecordRow[], void, undefined>,
  { delimiter, decimalComma }: Pick<FileReading, "delimiter" | "decimalComma">,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const cells = exportColumns(columns);
  yield encoder.encode(BYTE_ORDER_MARK + csvText([cells.map(({ header }) => header)], delimiter));
  for await (const rows of batches) {
    const lines = rows.map((row) =>
      cells.map((cell) => {
        const value = cell.valueOf(row);
        const text = exportText(cell, value);
        if (cell.info.kind === "decimal" && !cell.isLabel) return decimalComma ? text.replace(".", ",") : text;
        return typeof value === "number" ? value : text;
      }),
    );
    yield encoder.encode(csvText(lines, delimiter));
  }
}
