import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import type { RecordRow } from "@/lib/tables/model/table-info";
import { escaped, letters } from "./xlsx-cells";
import { xlsxPieces } from "./xlsx-pieces";

const columns = things.info.columns.filter(({ id }) => id === "id" || id === "name");

async function* batches(count: number): AsyncGenerator<RecordRow[], void, undefined> {
  for (let id = 1; id <= count; id += 2) {
    yield [id, id + 1]
      .filter((n) => n <= count)
      .map((n) => ({ id: String(n), version: "1", values: { id: n, name: `n${n}` }, labels: {} }));
  }
}

test("more than a sheet holds goes on in the next one, each with its header", async () => {
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsxPieces("Big / table", columns, batches(7), 4)) pieces.push(piece);
  const parts = unzipSync(Buffer.concat(pieces));
  const rows = (n: number) => strFromU8(parts[`xl/worksheets/sheet${n}.xml`]!).match(/<row /g)?.length;
  expect([rows(1), rows(2), rows(3)]).toEqual([4, 4, 2]);
  expect(strFromU8(parts["xl/workbook.xml"]!)).toContain('<sheet name="Big   table 3" sheetId="3" r:id="rId3"/>');
});

test("what XML can't hold is escaped the way Excel does it", () => {
  expect(escaped("a\u0001<b>&_x0041_")).toBe("a_x0001_&lt;b&gt;&amp;_x005F_x0041_");
});

test.each([
  [0, "A"],
  [25, "Z"],
  [26, "AA"],
  [701, "ZZ"],
  [702, "AAA"],
])("column %i is %s", (index, name) => expect(letters(index)).toBe(name));
