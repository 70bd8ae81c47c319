import { expect, test } from "vitest";
import { progressPrefix } from "./use-progress-title";

test("the title tells of all that runs, and never that a running task is through", () => {
  expect(progressPrefix([])).toBe("");
  expect(progressPrefix([{ processed: 61, total: 100 }])).toBe("(61%) ");
  expect(progressPrefix([{ processed: 100, total: 100 }])).toBe("(99%) ");
  const three = [
    { processed: 0, total: 0 },
    { processed: 10, total: 10 },
    { processed: 0, total: 30 },
  ];
  expect(progressPrefix(three)).toBe("(25%, 3 tasks) ");
});
