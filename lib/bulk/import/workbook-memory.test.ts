import { setInterval } from "node:timers";
import { strToU8, unzipSync, Zip, ZipDeflate } from "fflate";
import { expect, test } from "vitest";
import { workbookFile } from "@/lib/testing/workbook-file";
import { ImportSpec } from "./import-spec";
import { openFile } from "./open-file";

const ROWS = 40_000;
const COLUMNS = 10;
const STEP = 500;

/** A workbook whose cells share their texts, each of them different, zipped while it is read. */
async function* generatedWorkbook(): AsyncGenerator<Uint8Array, void, undefined> {
  const zipped: Uint8Array[] = [];
  const zip = new Zip((_error, piece) => zipped.push(piece));
  const each = (xml: (n: number) => string, from: number) =>
    Array.from({ length: STEP * COLUMNS }, (_, i) => xml(from * COLUMNS + i));
  function* rows() {
    yield "<worksheet><sheetData>";
    for (let from = 0; from < ROWS; from += STEP) {
      const cells = each((n) => `<c t="s"><v>${n}</v></c>`, from);
      for (let at = 0; at < cells.length; at += COLUMNS) yield `<row>${cells.slice(at, at + COLUMNS).join("")}</row>`;
    }
    yield "</sheetData></worksheet>";
  }
  function* texts() {
    yield "<sst>";
    for (let from = 0; from < ROWS; from += STEP) yield each((n) => `<si><t>Text number ${n}</t></si>`, from).join("");
    yield "</sst>";
  }
  const parts: Record<string, Iterable<string>> = {
    "xl/worksheets/sheet1.xml": rows(),
    "xl/sharedStrings.xml": texts(),
  };
  for (const [name, bytes] of Object.entries(unzipSync(workbookFile({ sheets: { Data: { rows: "" } } }))))
    parts[name] ??= [new TextDecoder().decode(bytes)];
  for (const [name, pieces] of Object.entries(parts)) {
    const part = new ZipDeflate(name, { level: 1 });
    zip.add(part);
    for (const piece of pieces) {
      part.push(strToU8(piece));
      yield* zipped.splice(0);
    }
    part.push(new Uint8Array(0), true);
  }
  zip.end();
  yield* zipped.splice(0);
}

function streamOf(pieces: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

// Held as the objects that an XML tree or a list of strings makes of it, it is far above.
test("a workbook of 400,000 cells, all of them shared texts, is read within 150 MB", async () => {
  const spec = ImportSpec.parse({ table: "places", mode: "insert", columns: ["name"] });
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const { rows } = await openFile(streamOf(generatedWorkbook()), spec);
  let last;
  for await (const row of rows) last = row;
  clearInterval(timer);
  expect(last?.row).toBe(ROWS);
  expect(last?.cells.at(-1)).toEqual({ kind: "text", text: `Text number ${ROWS * COLUMNS - 1}` });
  expect(Math.round((peak - before) / 1_000_000), "MB above what the process held before").toBeLessThan(150);
}, 60_000);
