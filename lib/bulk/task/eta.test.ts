import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eta, type EtaInput } from "./eta";

const START = new Date("2026-01-01T12:00:00Z");
const after = (seconds: number) => new Date(START.getTime() + seconds * 1_000);
const at = (seconds: number, given: Partial<EtaInput>) =>
  eta({
    state: "running",
    processed: 0,
    total: 1_000,
    chunksDone: 5,
    startedAt: START,
    countedAt: after(seconds),
    finishedAt: null,
    pausedAt: null,
    pausedMs: 0,
    ...given,
  });
const running = (processed: number, total: number, seconds: number) => at(seconds, { processed, total });

test("a quarter done in ten seconds: 25 records a second, about half a minute left", () => {
  expect(running(250, 1_000, 10)).toEqual({ rate: 25, remaining: { low: 30 / 1.75, high: 30 * 1.75 } });
});

test("nothing is claimed before the first records", () => {
  expect(running(0, 1_000, 10)).toEqual({ rate: null, remaining: null });
  expect(at(0, { state: "pending", startedAt: null })).toEqual({ rate: null, remaining: null });
});

test("before five chunks there is a speed, but no remaining time yet", () => {
  expect(at(10, { processed: 250, chunksDone: 4 })).toEqual({ rate: 25, remaining: null });
});

test("an hour's pause changes neither speed nor remaining time", () => {
  const never = at(10, { processed: 250 });
  expect(at(3_610, { processed: 250, pausedMs: 3_600_000 })).toEqual(never);
  const still = at(1_810, { state: "paused", processed: 250, pausedMs: 600_000, pausedAt: after(610) });
  expect(still).toEqual({ rate: never.rate, remaining: null });
});

test("only a running task has time left; an ended one keeps its speed", () => {
  const paused = at(5, { state: "paused", processed: 5, pausedAt: after(5) });
  expect(paused).toEqual({ rate: 1, remaining: null });
  const ended = at(100, { state: "succeeded", processed: 9, total: 9, finishedAt: after(3) });
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
