import { expect, test } from "vitest";
import { things } from "@/lib/testing/every-kind";
import type { ColumnInfo } from "@/lib/tables/model/table-info";
import type { ValueFormat } from "@/lib/tables/model/formats";
import { formatsOf } from "./formats-of";
import { formattedText } from "./value-format";

const ofKind = (kind: ColumnInfo["kind"]) => things.info.columns.find((c) => c.kind === kind && !c.primaryKey)!;
const NOW = Date.UTC(2024, 2, 10, 12);

test.each<[ColumnInfo["kind"], ValueFormat | undefined, unknown, string]>([
  ["integer", undefined, 1_234_567, "1,234,567"],
  ["integer", "plain", 1_234_567, "1234567"],
  ["integer", "compact", 1_234_567, "1.2M"],
  ["decimal", "percent", "0.125", "12.5%"],
  ["decimal", "grouped", "12345678901234567890.5", "12,345,678,901,234,567,890.5"],
  ["date", "medium", "2024-03-05", "Mar 5, 2024"],
  ["date", "weekday", "2024-03-05", "Tue, Mar 5, 2024"],
  ["date", "relative", "2024-03-07", "3 days ago"],
  ["date", "relative", "2024-03-10", "today"],
  ["date", "compact", "2024-03-05", "2024-03-05"],
  ["text", "compact", "1234", "1234"],
])("%s as %s: %j is %s", (kind, format, value, text) =>
  expect(formattedText(value, ofKind(kind), format, NOW)).toBe(text),
);

test("a timestamp tells its time in UTC", () => {
  const column = ofKind("timestamp");
  expect(formattedText("2024-03-05T18:30:00+00:00", column, "medium", NOW)).toBe("Mar 5, 2024, 18:30");
  expect(formattedText("2024-03-10T10:00:00+00:00", column, "relative", NOW)).toBe("2 hours ago");
});

test("keys are names and have no number formats", () => {
  expect(formatsOf(things.info.columns.find((c) => c.primaryKey)!)).toEqual([]);
});
