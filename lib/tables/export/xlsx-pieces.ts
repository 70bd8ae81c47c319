import { Zip, ZipDeflate } from "fflate";
import type { ColumnInfo, RecordRow } from "@/lib/tables/model/table-info";
import { type ExportColumn, exportColumns } from "./export-columns";
import { headerXml, rowXml, SHEET_END, sheetStart } from "./xlsx-cells";
import { workbookParts } from "./xlsx-parts";

/** What Excel holds: a sheet ends here, and the next one goes on. */
const MAX_ROWS = 1_048_576;

/**
 * An Excel workbook, zipped while it is read: one batch in memory, however many records. Texts are inline text cells,
 * which no spreadsheet runs; numbers and dates are numbers and dates. More than a sheet holds goes on in another.
 */
export async function* xlsxPieces(
  title: string,
  columns: readonly ColumnInfo[],
  batches: AsyncGenerator<RecordRow[], void, undefined>,
  maxRows = MAX_ROWS,
): AsyncGenerator<Uint8Array, void, undefined> {
  const zipped: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    zipped.push(piece);
  });
  const cells = exportColumns(columns);
  let sheets = 1;
  let sheet = beginSheet(zip, sheets, cells);
  let line = 1;
  for await (const rows of batches) {
    let xml = "";
    for (const row of rows) {
      if (line === maxRows) {
        sheet.end(xml);
        [xml, line, sheets] = ["", 1, sheets + 1];
        sheet = beginSheet(zip, sheets, cells);
      }
      xml += rowXml(cells, row, (line += 1));
    }
    sheet.write(xml);
    yield* zipped.splice(0);
  }
  sheet.end("");
  // Which sheets there are is known only now; a zip may hold its parts in any order.
  for (const [name, xml] of workbookParts(title, sheets)) beginPart(zip, name).end(xml);
  zip.end();
  yield* zipped.splice(0);
}

function beginSheet(zip: Zip, n: number, cells: ExportColumn[]) {
  const sheet = beginPart(zip, `xl/worksheets/sheet${n}.xml`);
  sheet.write(sheetStart(cells) + headerXml(cells));
  return { write: sheet.write, end: (xml: string) => sheet.end(xml + SHEET_END) };
}

function beginPart(zip: Zip, name: string) {
  const encoder = new TextEncoder();
  const part = new ZipDeflate(name, { level: 4 });
  zip.add(part);
  return {
    write: (xml: string) => part.push(encoder.encode(xml)),
    end: (xml: string) => part.push(encoder.encode(xml), true),
  };
}
