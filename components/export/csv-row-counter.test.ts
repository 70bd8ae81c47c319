import { expect, test } from "vitest";
import { csvText } from "@/lib/csv-text";
import { CsvRowCounter } from "./csv-row-counter";

test("records are counted wherever the pieces are cut, line ends inside of cells are not", () => {
  const rows = Array.from({ length: 50 }, (_, i) => [i, `a\n"b"\r\n${i}`, "ü"]);
  const bytes = new TextEncoder().encode(csvText([["Id", "Text", "Other"], ...rows]));
  for (const size of [1, 7, bytes.length]) {
    const counter = new CsvRowCounter();
    for (let at = 0; at < bytes.length; at += size) counter.add(bytes.subarray(at, at + size));
    expect(counter.rows).toBe(50);
  }
});
