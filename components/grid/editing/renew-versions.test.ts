import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import type { RecordRow } from "@/lib/tables/model/table-info";
import type { OwnWrite } from "./own-write";
import { renewVersions } from "./renew-versions";

const texts = things.info.columns.filter(({ kind, primaryKey }) => kind === "text" && !primaryKey);
const [column = things.info.columns[0]!, other = things.info.columns[1]!] = texts;
const row = (version: string, value: string): RecordRow => ({
  id: "1",
  version,
  values: { [column.id]: value },
  labels: {},
});
const seen = { row: row("v0", "old"), column, value: "second" };
const written = (value: unknown, of = column) =>
  new Map<string, OwnWrite[]>([["1", [{ version: "v0", column: of, value }]]]);
const renewed = async (own: Map<string, OwnWrite[]>, now: RecordRow) =>
  (await renewVersions(things.info.name, [seen], own, () => now)).map((cell) => cell.row.version);

test("a cell seen before one's own write is written over that write", async () => {
  expect(await renewed(written("first"), row("v1", "first"))).toEqual(["v1"]);
  // One's own write went to another column, or was refused: the cell is still as it was seen.
  expect(await renewed(written("first", other), row("v1", "old"))).toEqual(["v1"]);
});

test("where somebody else was there since, it keeps the version that was seen, so that it is told as a conflict", async () => {
  expect(await renewed(written("first"), row("v2", "theirs"))).toEqual(["v0"]);
});

test("a record that this page did not write keeps its version", async () => {
  expect(await renewed(new Map(), row("v1", "old"))).toEqual(["v0"]);
});
