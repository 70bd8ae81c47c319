import { expect, inject, test } from "vitest";
import { runSeeds } from "./run-seeds";
import { FAULT_NAMES, scenarioOf } from "./scenario";

const major = process.env.SWATH_TEST_POSTGRES === "15" ? 15 : 18;

/** Every fault once and some twice, in mid-task, none of which takes long; `npm run test:crash` takes hundreds of others. */
const SEEDS = [2183, 2148, 2144, 2105, 2151, 2186, 2108, 2167, 2091, 2126];

test("a seed always means the same scenario, and 50 seeds in a row hold every fault", () => {
  expect(scenarioOf(77)).toEqual(scenarioOf(77));
  const faults = new Set(Array.from({ length: 50 }, (_, i) => scenarioOf(1_000 + i).fault));
  expect([...faults].toSorted()).toEqual([...FAULT_NAMES].toSorted());
});

test("whatever is killed, frozen, cut off or restarted: every record has its one outcome, and the table is the model's", async () => {
  const results = await runSeeds({
    scenarios: SEEDS.map(scenarioOf),
    major,
    adminUrl: inject("adminUrl"),
    template: inject("template"),
  });
  const broken = results.filter(({ violations }) => violations.length > 0);
  const again = broken.map(({ seed }) => `npm run test:crash -- --from ${seed} --seeds 1 --major ${major}`);
  expect(broken, again.join("\n")).toEqual([]);
  expect(new Set(results.map(({ fault }) => fault)).size).toBe(FAULT_NAMES.length);
}, 180_000);
