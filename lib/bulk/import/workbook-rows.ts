import type { FileRow } from "@/lib/files/sheet-cell";
import type { SheetFacts } from "@/lib/files/xlsx/sheet-rows";
import { noFacts, openWorkbook, readSheet, sheetOf } from "@/lib/files/xlsx/workbook";
import { counted, listed, plural } from "@/lib/model/locale";
import type { ImportSpec } from "./import-spec";
import { spooledFile } from "./spooled-file";

type SheetChoice = Pick<ImportSpec, "sheet" | "hiddenRows">;

/**
 * The rows of a sheet, once the workbook has arrived as a whole: never more of it in memory than a few rows and the
 * texts that its cells share.
 *
 * @throws AppError INVALID (damaged, no such sheet), TOO_MANY (larger than a sheet can be)
 */
export function workbookRows(body: ReadableStream<Uint8Array>, choice: SheetChoice) {
  const facts = noFacts();
  return { rows: sheetRows(body, choice, facts), notes: () => notesOf(facts, choice) };
}

async function* sheetRows(
  body: ReadableStream<Uint8Array>,
  { sheet, hiddenRows }: SheetChoice,
  facts: SheetFacts,
): AsyncGenerator<FileRow[], void, undefined> {
  const { source, remove } = await spooledFile(body);
  try {
    const book = await openWorkbook(source);
    for await (const { hidden, ...row } of readSheet(book, sheetOf(book, sheet), facts))
      if (!hidden || hiddenRows === "read") yield [row];
  } finally {
    await remove();
  }
}

function notesOf({ formulas, hiddenRows, merged, mergedCount }: SheetFacts, choice: SheetChoice): string[] {
  const notes: string[] = [];
  if (hiddenRows > 0) {
    const [rows, were] = [counted(hiddenRows, "row"), plural(hiddenRows, "was", "were")];
    notes.push(
      choice.hiddenRows === "read"
        ? `${rows} that the sheet hides ${were} read like the others.`
        : `${rows} that the sheet hides ${were} left out.`,
    );
  }
  if (mergedCount > 0) {
    const more = mergedCount > merged.length ? [`${mergedCount - merged.length} more`] : [];
    notes.push(
      `Merged cells hold their value in the first one only, the others are empty: ${listed([...merged, ...more])}.`,
    );
  }
  if (formulas > 0) {
    const cells = counted(formulas, "cell");
    notes.push(`${cells} with a formula ${plural(formulas, "was", "were")} read by the value that was stored last.`);
  }
  return notes;
}
