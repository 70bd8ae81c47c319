import { expect, test } from "vitest";
import { noOutcomes } from "@/lib/bulk/model/outcomes";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { outcomeText } from "@/lib/bulk/model/task-text";
import {
  durationText,
  hasOutcomesToList,
  leftText,
  likeliestStep,
  rateText,
  remainingText,
  retryCount,
  stoppingText,
  waitingText,
} from "./task-words";

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

test("a running task whose remaining time isn't known yet says so; one that does not run has none", () => {
  expect(leftText(task({ state: "running", remaining: null }))).toBe("calculating the time left");
  expect(leftText(task({ state: "running", remaining: { low: 0, high: 3 } }))).toBe("a few seconds left");
  expect(leftText(task({ state: "paused", remaining: null }))).toBeNull();
});

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

test.each([
  [40, "0 s"],
  [1_340, "1.3 s"],
  [12_400, "12 s"],
  [60_000, "1 min"],
  [200_000, "3 min 20 s"],
  [7_500_000, "2 h 5 min"],
])("%d ms are %j", (ms, text) => expect(durationText(ms)).toBe(text));

test.each<[Partial<TaskSnapshot>, ReturnType<typeof likeliestStep>]>([
  [{ state: "succeeded" }, null],
  [{ state: "running" }, null],
  [{ state: "paused" }, "resume"],
  [{ state: "partial", counts: { ...noOutcomes(), changed: 990, failed: 10 } }, "retry"],
  [{ state: "partial", counts: { ...noOutcomes(), changed: 990, gone: 10 } }, null],
  [{ state: "cancelled", counts: { ...noOutcomes(), changed: 400 } }, "undo"],
  [{ state: "cancelled" }, "retry"],
])("the likeliest step after %j is %s", (over, step) => expect(likeliestStep(task(over))).toBe(step));

test("a cancel says what stays while it takes hold", () => {
  const counts = { ...noOutcomes(), changed: 400 };
  expect(stoppingText(task({ state: "cancelling", counts, total: 1_200 }))).toBe(
    "Stopping: 400 of 1,200 stay changed.",
  );
  expect(stoppingText(task({ state: "cancelling", operation: "delete" }))).toBe(
    "Stopping: nothing was deleted so far.",
  );
  expect(stoppingText(task({ state: "cancelled", counts }))).toBeNull();
});

test("there is a list of reasons only where something was not done", () => {
  expect(hasOutcomesToList(task({ counts: { ...noOutcomes(), changed: 1_000 } }))).toBe(false);
  expect(hasOutcomesToList(task({ counts: { ...noOutcomes(), changed: 999, gone: 1 } }))).toBe(true);
  expect(hasOutcomesToList(task({ state: "running", counts: { ...noOutcomes(), changed: 9 } }))).toBe(false);
});

test.each([
  [null, null],
  [{ kind: "paused", by: "Ada" }, "paused by Ada"],
  [{ kind: "behind", tasks: 1 }, "waiting behind 1 task"],
  [{ kind: "behind", tasks: 1_200 }, "waiting behind 1,200 tasks"],
  [{ kind: "throttled", recordsPerSecond: 1_500, by: "Ada" }, "limited to 1,500 records/s by Ada"],
  [{ kind: "throttled", recordsPerSecond: 5, by: null }, "limited to 5 records/s by the table’s setting"],
] as const)("why a task waits, %j, in words", (waiting, words) => {
  expect(waitingText({ waiting })).toBe(words);
});
