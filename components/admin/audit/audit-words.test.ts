import { expect, test } from "vitest";
import { detailsText } from "./audit-words";

const LIMIT = { maxRecordsPerSecond: 500, lanes: 1, was: { maxRecordsPerSecond: null, lanes: 2 } };

test.each([
  ["applied", { total: 2_981, backend: "graphile" }, "2,981 records, in the background"],
  ["applied", { total: 1, backend: "direct" }, "1 record, at once"],
  ["partial", { changed: 987, total: 1_000 }, "987 of 1,000 records changed"],
  ["failed", { changed: 0, total: 5, message: "Too many failed." }, "0 of 5 records changed. Too many failed."],
  ["limited", LIMIT, "500 records/s, 1 lane; before: no limit, 2 lanes"],
  ["role_changed", { from: "viewer", to: "editor" }, "from viewer to editor"],
  ["paused", {}, ""],
] as const)("%s %j reads “%s”", (action, details, words) => {
  expect(detailsText({ action, details, subjectId: "x" })).toBe(words);
});

test("a setting says what it was and what it is", () => {
  const details = { was: 250, value: null };
  expect(detailsText({ action: "changed", details, subjectId: "places.maxRecordsPerSecond" })).toBe(
    "Records per second and task: 250 → no limit",
  );
});
