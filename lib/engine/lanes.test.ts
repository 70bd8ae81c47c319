import { pino } from "pino";
import { expect, test, vi } from "vitest";
import type { LaneDeps } from "@/lib/bulk/run/run-lane";
import { Lanes } from "./lanes";

const { turns } = vi.hoisted(() => ({ turns: [] as { taskId: string; makesRoom: () => unknown; end: () => void }[] }));
vi.mock("@/lib/bulk/run/run-lane", () => ({
  runLane: ({ makesRoom }: LaneDeps, { taskId }: { taskId: string }) =>
    new Promise((resolve) => turns.push({ taskId, makesRoom: () => makesRoom?.(taskId), end: () => resolve("done") })),
}));

test("over all queues so many lanes run at once; who waits is told to those who could make room", async () => {
  const lanes = new Lanes({ log: pino({ level: "silent" }) } as unknown as LaneDeps, 2);
  const nobody = async () => false;
  const ran = ["a", "a", "b", "c"].map((taskId) => lanes.run({ taskId, lane: 0 }, nobody));
  await vi.waitFor(() => expect(turns.map(({ taskId }) => taskId)).toEqual(["a", "a"]));
  expect(await turns[0]?.makesRoom()).toBe(true);
  turns[0]?.end();
  await vi.waitFor(() => expect(turns.map(({ taskId }) => taskId)).toEqual(["a", "a", "b"]));
  turns[1]?.end();
  await vi.waitFor(() => expect(turns.map(({ taskId }) => taskId)).toEqual(["a", "a", "b", "c"]));
  expect(lanes.running).toBe(2);
  expect(await turns[2]?.makesRoom()).toBe(false);
  for (const turn of turns.slice(2)) turn.end();
  expect(await Promise.all(ran)).toEqual(["done", "done", "done", "done"]);
  expect(lanes.running).toBe(0);
});
