import { BYTE_ORDER_MARK, csvText } from "@/lib/csv-text";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import { exportColumns, exportText } from "./export-columns";

/** A CSV file that spreadsheets open as it is: UTF-8 with its mark, and nothing in it that they would run. */
export async function* csvPieces(
  columns: readonly ColumnInfo[],
  batches: AsyncGenerator<RecordRow[], void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const cells = exportColumns(columns);
  yield encoder.encode(BYTE_ORDER_MARK + csvText([cells.map(({ header }) => header)]));
  for await (const rows of batches) {
    const lines = rows.map((row) =>
      cells.map((cell) => {
        const value = cell.valueOf(row);
        return typeof value === "number" ? value : exportText(cell, value);
      }),
    );
    yield encoder.encode(csvText(lines));
  }
}
