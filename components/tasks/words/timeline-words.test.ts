import { expect, test } from "vitest";
import { TASK_ACTIONS } from "@/lib/audit/model/audited";
import { linkedTask, timelineText } from "./timeline-words";

const ada = { id: "1", name: "Ada" };

test("every step has a sentence of its own, with a person and without", () => {
  for (const actor of [ada, null]) {
    const texts = TASK_ACTIONS.map((action) => timelineText({ action, actor, details: {} }));
    expect(new Set(texts).size).toBe(TASK_ACTIONS.length);
  }
});

test("a step says who and why", () => {
  expect(timelineText({ action: "paused", actor: ada, details: {} })).toBe("Ada paused it");
  expect(timelineText({ action: "failed", actor: null, details: { message: "Too many refused." } })).toBe(
    "It failed: Too many refused.",
  );
  const was = { maxRecordsPerSecond: null, lanes: 2 };
  const limit = (details: object) => timelineText({ action: "limited", actor: ada, details: { ...details, was } });
  expect(limit({ maxRecordsPerSecond: 1_500, lanes: 1 })).toBe("Ada limited it to 1,500 records/s and gave it 1 lane");
  expect(limit({ maxRecordsPerSecond: null, lanes: 4 })).toBe("Ada gave it 4 lanes");
});

test("a retry leads to the task that does it", () => {
  expect(linkedTask({ details: { childId: "7" } })).toBe("7");
  expect(linkedTask({ details: {} })).toBeNull();
});
