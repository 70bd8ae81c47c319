import { expect, test } from "vitest";
import { noOutcomes } from "@/lib/bulk/model/outcomes";
import type { TaskSnapshot } from "@/lib/bulk/model/task-snapshot";
import { mergeTasks } from "./merge-tasks";
import { type TaskFilter, taskFilterParams } from "./task-filter";

const everything: TaskFilter = {
  state: null,
  table: null,
  actor: null,
  operation: null,
  from: null,
  to: null,
  q: "",
};
const task = (id: string, over: Partial<TaskSnapshot> = {}) =>
  ({
    id,
    revision: 1,
    state: "succeeded",
    table: "places",
    actor: { id: "eve", name: "Eve" },
    changeText: "Status set to closed",
    filterText: "Country is US",
    reason: null,
    operation: "update",
    createdAt: "2026-11-25T12:00:00Z",
    counts: noOutcomes(),
    ...over,
  }) as TaskSnapshot;
const ids = (sections: ReturnType<typeof mergeTasks>) => [
  sections.active.map((t) => t.id).join(),
  sections.ended.map((t) => t.id).join(),
];

test("of each task the newest that is known is shown, running ones on top, newest first", () => {
  const loaded = [task("3", { state: "running", revision: 5 }), task("1")];
  const live = [
    task("4", { state: "pending" }),
    task("3", { state: "partial", revision: 9 }),
    task("1", { revision: 0 }),
  ];
  expect(ids(mergeTasks(loaded, live, everything, false))).toEqual(["4", "3,1"]);
});

test("a live task that is older than the last page waits for its page, so that the list has no gap", () => {
  expect(ids(mergeTasks([task("5")], [task("6"), task("2")], everything, true))).toEqual(["", "6,5"]);
  expect(ids(mergeTasks([task("5")], [task("2")], everything, false))).toEqual(["", "5,2"]);
});

test.each<[Partial<TaskFilter>, boolean]>([
  [{ state: "succeeded" }, true],
  [{ state: "active" }, false],
  [{ table: "orders" }, false],
  [{ actor: "eve" }, true],
  [{ actor: "adam" }, false],
  [{ operation: "update" }, true],
  [{ operation: "undo" }, false],
  [{ from: new Date("2026-11-25T12:00:00Z") }, true],
  [{ from: new Date("2026-11-25T12:00:01Z") }, false],
  [{ to: new Date("2026-11-25T12:00:00Z") }, false],
  [{ q: "country IS us" }, true],
  [{ q: "nothing like it" }, false],
])("a task that comes over the stream has to fit the filter %j: %s", (filter, fits) => {
  expect(mergeTasks([], [task("1")], { ...everything, ...filter }, false).ended).toHaveLength(fits ? 1 : 0);
});

test("an address that makes no sense narrows nothing", () => {
  expect(taskFilterParams.state.parse("nonsense")).toBeNull();
});
