import { expect, test } from "vitest";
import { noOutcomes } from "@/lib/bulk/outcomes";
import type { TaskSnapshot } from "@/lib/bulk/task-snapshot";
import { outcomeText, rateText, remainingText, retryCount } from "./task-words";

const task = (over: Partial<TaskSnapshot>) =>
  ({
    operation: "update",
    state: "partial",
    total: 1_000,
    processed: 1_000,
    counts: noOutcomes(),
    ...over,
  }) as TaskSnapshot;

test("outcomes are told in words, most wanted first", () => {
  const counts = { ...noOutcomes(), changed: 987, failed: 13 };
  expect(outcomeText(task({ counts }))).toBe("987 changed · 13 failed");
  expect(outcomeText(task({ counts, operation: "delete" }))).toBe("987 deleted · 13 failed");
  expect(outcomeText(task({ counts: noOutcomes(), total: 0 }))).toBe("nothing changed");
});

test("only an ended task says what it never came to", () => {
  const counts = { ...noOutcomes(), changed: 400 };
  expect(outcomeText(task({ counts, state: "cancelled", total: 1_200 }))).toBe("400 changed · 800 not processed");
  expect(outcomeText(task({ counts, state: "running", total: 1_200 }))).toBe("400 changed");
});

test.each([
  [{ low: 0, high: 3 }, "a few seconds left"],
  [{ low: 8, high: 21 }, "about 10–25 s left"],
  [{ low: 60, high: 115 }, "about 1–2 min left"],
  [{ low: 170, high: 175 }, "about 3 min left"],
  [{ low: 3_000, high: 9_000 }, "about 1–3 h left"],
])("%j is %j", (remaining, text) => expect(remainingText(remaining)).toBe(text));

test.each([
  [9_412.3, "9,400 records/s"],
  [41.7, "42 records/s"],
  [0.27, "0.3 records/s"],
])("%d is %j", (rate, text) => expect(rateText(rate)).toBe(text));

test("a retry takes up what failed, conflicted or was never reached", () => {
  const counts = { ...noOutcomes(), changed: 900, failed: 13, conflict: 2, gone: 5 };
  expect(retryCount(task({ counts }))).toBe(13 + 2 + 80);
  expect(retryCount(task({ counts, operation: "undo" }))).toBe(0);
});
