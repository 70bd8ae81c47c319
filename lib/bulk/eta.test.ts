import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eta } from "./eta";

const START = new Date("2026-01-01T12:00:00Z");
const after = (seconds: number) => new Date(START.getTime() + seconds * 1_000);
const running = (processed: number, total: number, seconds: number) =>
  eta({ state: "running", processed, total, startedAt: START, countedAt: after(seconds), finishedAt: null });

test("a quarter done in ten seconds: 25 records a second, about half a minute left", () => {
  expect(running(250, 1_000, 10)).toEqual({ rate: 25, remaining: { low: 30 / 1.75, high: 30 * 1.75 } });
});

test("nothing is claimed before the first records", () => {
  expect(running(0, 1_000, 10)).toEqual({ rate: null, remaining: null });
  expect(
    eta({ state: "pending", processed: 0, total: 9, startedAt: null, countedAt: START, finishedAt: null }),
  ).toEqual({ rate: null, remaining: null });
});

test("only a running task has time left; an ended one keeps its speed", () => {
  const paused = eta({
    state: "paused",
    processed: 5,
    total: 9,
    startedAt: START,
    countedAt: after(5),
    finishedAt: null,
  });
  expect(paused).toEqual({ rate: 1, remaining: null });
  const ended = eta({
    state: "succeeded",
    processed: 9,
    total: 9,
    startedAt: START,
    countedAt: after(100),
    finishedAt: after(3),
  });
  expect(ended).toEqual({ rate: 3, remaining: null });
});

describe("for every running task", () => {
  const tasks = fc
    .tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([total, share]) => ({ total, processed: Math.max(1, Math.floor(total * share)) }));
  const seconds = fc.double({ min: 1, max: 100_000, noNaN: true });

  test("the range is finite and holds the plain estimate", () => {
    fc.assert(
      fc.property(tasks, seconds, ({ total, processed }, s) => {
        const { rate, remaining } = running(processed, total, s);
        const plain = (total - processed) / (rate ?? 0);
        expect(remaining?.low).toBeGreaterThanOrEqual(0);
        expect(remaining?.low).toBeLessThanOrEqual(plain * (1 + 1e-9));
        expect(remaining?.high).toBeGreaterThanOrEqual(plain * (1 - 1e-9));
        expect(Number.isFinite(remaining?.high)).toBe(true);
      }),
    );
  });

  test("more done in the same time never means longer to go", () => {
    fc.assert(
      fc.property(tasks, seconds, ({ total, processed }, s) => {
        fc.pre(processed < total);
        const before = running(processed, total, s).remaining?.high ?? 0;
        expect(running(processed + 1, total, s).remaining?.high).toBeLessThanOrEqual(before * (1 + 1e-9));
      }),
    );
  });

  test("a finished one has nothing left", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), seconds, (total, s) => {
        expect(running(total, total, s).remaining).toEqual({ low: 0, high: 0 });
      }),
    );
  });
});
