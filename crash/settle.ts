import type { Outcome } from "@/lib/bulk/model/outcomes";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { type Past, type Row, same, type Verdict, type World } from "./model";

/**
 * BackPressure what became of a task's records against what may become of them, and works out the table that must result.
 * @param world as it is but for the task: with what others did meanwhile
 */
export function settle(
  task: BulkTask,
  verdicts: Map<number, Verdict>,
  actual: Map<number, Outcome>,
  world: World,
): { world: World; past: Past; violations: string[] } {
  const violations: string[] = [];
  const next: World = new Map(world);
  const past: Past = new Map();
  for (const [id, { may, before, after }] of verdicts) {
    const outcome = actual.get(id);
    const left = outcome === "unprocessed" && task.state === "cancelled";
    if (!outcome || !(left || may.includes(outcome))) {
      violations.push(`record ${id} is ${outcome ?? "not frozen"}, may be ${may.join(" or ")}`);
    }
    if (outcome !== "changed") continue;
    const now = world.get(id);
    const written =
      now && after ? { ...now, population: after.population, notes: after.notes, shard: after.shard } : after;
    past.set(id, { before, after: written });
    if (written) next.set(id, written);
    else next.delete(id);
  }
  for (const id of actual.keys()) if (!verdicts.has(id)) violations.push(`record ${id} was frozen, but not selected`);
  return { world: next, past, violations: shorten(violations) };
}

/** Where two tables differ, in words. */
export function differences(expected: World, actual: World): string[] {
  const found: string[] = [];
  for (const id of new Set([...expected.keys(), ...actual.keys()])) {
    const [wanted, got] = [expected.get(id), actual.get(id)];
    if (wanted && got ? !same(wanted, got) : wanted !== got) {
      found.push(`record ${id} holds ${inWords(got)}, the model says ${inWords(wanted)}`);
    }
  }
  return shorten(found);
}

const inWords = (row: Row | undefined) => (row ? JSON.stringify(row) : "nothing");

export function shorten(sentences: string[]): string[] {
  return sentences.length > 3 ? [...sentences.slice(0, 3), `… and ${sentences.length - 3} more`] : sentences;
}
