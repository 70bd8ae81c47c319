import type { Outcome } from "@/lib/bulk/model/outcomes";
import type { ColumnChanges, Scenario } from "./scenario";

/** What is compared of a record: of an order or branch only `region` and `lines`; only a parcel has a `shard`. */
export interface Row {
  population: number;
  notes: string | null;
  region: string;
  /** Order lines, or branches, that go with it. */
  lines: number;
  shard: string | null;
}
export type World = Map<number, Row>;

/** What may become of a frozen record once its chunk is written, and the record afterwards where it is changed. */
export interface Verdict {
  may: Outcome[];
  before: Row | undefined;
  after: Row | undefined;
}

const MOST = 2_147_483_647;
/** What others write into the columns of a task. */
export const THEIRS = { population: 123_457, notes: "theirs" };

export function initialWorld(scenario: Scenario): World {
  const refused = new Set(scenario.refused);
  return new Map(
    Array.from({ length: scenario.records }, (_, i) => {
      const id = i + 1;
      if (scenario.table === "orders" || scenario.table === "branches") {
        return [id, { population: 0, notes: null, region: "07", lines: 2, shard: null }] as const;
      }
      const row = {
        population: refused.has(id) ? refusedPopulation(scenario.change) : 1_000 + id,
        notes: id % 3 === 0 ? null : id % 5 === 0 ? "reviewed" : "n",
        region: "07",
        lines: 0,
        shard: firstShard(scenario),
      };
      return [id, row] as const;
    }),
  );
}

/** Where a parcel is at first. */
export const firstShard = ({ table }: Pick<Scenario, "table">) => (table === "parcels" ? "a" : null);

/** A value that the change would take out of its range. */
function refusedPopulation(change: Scenario["change"]): number {
  const population = change.kind === "update" ? change.columns.population : undefined;
  if (population?.op === "add") return population.by < 0 ? -population.by - 1 : MOST;
  return 2_000_000_000;
}

/** Others edit records in a column that the task does not touch. */
export function editAside(world: World, ids: number[]): void {
  for (const id of ids) {
    const row = world.get(id);
    if (row) world.set(id, { ...row, region: "TH" });
  }
}

/** The engine's rules once more. `world` is as others left it before the first write. */
export function judgeTask(
  scenario: Scenario,
  world: World,
  frozen: number[],
  othersEdit: boolean,
): Map<number, Verdict> {
  const edited = new Set(scenario.edited);
  const meanwhile = new Set(othersEdit ? scenario.meanwhile.ids : []);
  const skips = scenario.conflictPolicy === "skip";
  const kept = new Set(scenario.change.kind === "delete" ? scenario.refused : []);
  const verdicts = new Map<number, Verdict>(
    frozen.map((id) => {
      const { outcome, after } = judge(scenario.change, world.get(id), skips && edited.has(id), kept.has(id));
      const late = skips && meanwhile.has(id) && (outcome === "changed" || outcome === "failed");
      // Whether the other person or the chunk came first is for the run to decide.
      return [id, { may: late ? [outcome, "conflict"] : [outcome], before: world.get(id), after }];
    }),
  );
  const isGood = ({ may: [outcome] }: Verdict) => outcome === "changed" || outcome === "unchanged";
  if (scenario.errorPolicy === "all_or_nothing" && ![...verdicts.values()].every(isGood)) {
    for (const verdict of verdicts.values()) if (isGood(verdict)) verdict.may = ["unprocessed"];
  }
  return verdicts;
}

function judge(
  change: Scenario["change"],
  row: Row | undefined,
  stale: boolean,
  kept: boolean,
): { outcome: Outcome; after: Row | undefined } {
  if (!row) return { outcome: "gone", after: undefined };
  if (change.kind === "delete") {
    return { outcome: stale ? "conflict" : kept ? "failed" : "changed", after: undefined };
  }
  const after = changed(row, change.columns);
  if (after && same(after, row)) return { outcome: "unchanged", after };
  if (stale) return { outcome: "conflict", after };
  return { outcome: after ? "changed" : "failed", after };
}

function changed(row: Row, { population, notes, shard }: ColumnChanges): Row | undefined {
  let next = row.population;
  if (population) next = population.op === "add" ? next + population.by : next * population.by;
  if (next < 0 || next > MOST) return undefined;
  const text = notes ? (notes.op === "set" ? notes.value : (row.notes ?? "") + notes.text) : row.notes;
  return { ...row, population: next, notes: text, shard: shard?.value ?? row.shard };
}

/** `before` and `after` of the records that the task to be undone has written; undefined: no such record. */
export type Past = Map<number, { before: Row | undefined; after: Row | undefined }>;

export function judgeUndo(past: Past, world: World): Map<number, Verdict> {
  return new Map([...past].map(([id, was]) => [id, undo(was, world.get(id))]));
}

function undo({ before, after }: { before: Row | undefined; after: Row | undefined }, now: Row | undefined): Verdict {
  // Of an insert: deleted again. Of a delete: inserted again, unless its place is taken.
  if (!before)
    return { may: [now && after && same(now, after) ? "changed" : "conflict"], before: now, after: undefined };
  if (!after) return { may: [now ? "conflict" : "changed"], before: now, after: before };
  if (!now) return { may: ["gone"], before: now, after: undefined };
  const restored = { ...now, population: before.population, notes: before.notes, shard: before.shard };
  if (same(restored, now)) return { may: ["unchanged"], before: now, after: now };
  const untouched = now.population === after.population && now.notes === after.notes && now.shard === after.shard;
  return { may: [untouched ? "changed" : "conflict"], before: now, after: restored };
}

export const same = (a: Row, b: Row) =>
  a.population === b.population &&
  a.notes === b.notes &&
  a.region === b.region &&
  a.lines === b.lines &&
  a.shard === b.shard;
