import { expect, test } from "vitest";
import { replayChanges } from "./replay-changes";

const did = (key: string, undoes: string | null = null) => ({ key, undoes });
const stacks = (...changes: ReturnType<typeof did>[]) => {
  const { undo, redo } = replayChanges(changes);
  return { undo: undo.map(({ key }) => key), redo: redo.map(({ key }) => key) };
};

test("changes are undone last first, and an undo can be redone", () => {
  expect(stacks(did("a"), did("b"))).toEqual({ undo: ["a", "b"], redo: [] });
  expect(stacks(did("a"), did("b"), did("-b", "b"))).toEqual({ undo: ["a"], redo: ["-b"] });
  expect(stacks(did("a"), did("b"), did("-b", "b"), did("-a", "a"))).toEqual({ undo: [], redo: ["-b", "-a"] });
});

test("undoing an undo makes the change one that can be undone again", () => {
  expect(stacks(did("a"), did("-a", "a"), did("+a", "-a"))).toEqual({ undo: ["+a"], redo: [] });
  expect(stacks(did("a"), did("-a", "a"), did("+a", "-a"), did("--a", "+a"))).toEqual({ undo: [], redo: ["--a"] });
});

test("anything new leaves nothing to redo", () => {
  expect(stacks(did("a"), did("-a", "a"), did("b"))).toEqual({ undo: ["b"], redo: [] });
});

test("an undo out of order takes its own change away, and one of a change long gone does nothing", () => {
  expect(stacks(did("a"), did("b"), did("-a", "a"))).toEqual({ undo: ["b"], redo: ["-a"] });
  expect(stacks(did("a"), did("-x", "x"))).toEqual({ undo: ["a"], redo: [] });
});
