import { expect, test } from "vitest";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { allSeen, parseSeen, unseenOf, withSeen } from "./seen-tasks";

const task = (id: string, revision: number, over: Partial<TaskSnapshot> = {}) =>
  ({
    id,
    revision,
    state: "succeeded",
    actor: { id: "eve", name: "Eve" },
    notification: ["status_page"],
    ...over,
  }) as TaskSnapshot;

test("one's own tasks that ended since the last look are unseen", () => {
  const tasks = [
    task("d", 9),
    task("c", 8, { state: "running" }),
    task("b", 7, { actor: { id: "adam", name: "Adam" } }),
    task("e", 6, { notification: ["email"] }),
    task("a", 3),
  ];
  expect(unseenOf(tasks, "eve", { upTo: 5, ids: [] }).map((t) => t.id)).toEqual(["d"]);
  expect(unseenOf(tasks, "eve", withSeen({ upTo: 5, ids: [] }, "d"))).toEqual([]);
  expect(unseenOf(tasks, "eve", allSeen(tasks, null))).toEqual([]);
});

test("in a browser that knows nothing yet, nothing is news", () => {
  expect(unseenOf([task("a", 1)], "eve", null)).toEqual([]);
});

test.each([null, "", "{}", "[1]", '{"upTo":"1","ids":[]}'])("what is no memory of ours (%j) is none", (text) => {
  expect(parseSeen(text)).toBeNull();
});
