import type { ConflictPolicy, ErrorPolicy } from "@/lib/bulk/model/policies";
import { Random } from "./random";

/** Faults, and how many of 50 seeds in a row get each. */
const SHARES = { kill: 12, terminate: 10, deploy: 6, sweeps: 6, skew: 5, restart: 4, silence: 4, freeze: 3 } as const;
export type FaultName = keyof typeof SHARES;
export const FAULT_NAMES = Object.keys(SHARES) as FaultName[];

export interface ColumnChanges {
  population?: { op: "add" | "multiply"; by: number };
  notes?: { op: "set"; value: string } | { op: "append"; text: string };
  /** Part of the key, and what decides on the partition. */
  shard?: { op: "set"; value: string };
}

/** Everything that a seed decides. Records are numbered 1 … `records`; lists name records by number. */
export interface Scenario {
  seed: number;
  fault: FaultName;
  /**
   * `orders` are only deleted, each with its two order lines, and `branches`, each with two more of their own table, save
   * where a reference forbids it at the commit; `parcels` have a key of two columns, and partitions.
   */
  table: "places" | "orders" | "parcels" | "branches";
  records: number;
  /** Named one by one, or all but the exceptions. */
  selection: "records" | "matching";
  except: number[];
  change: { kind: "update"; columns: ColumnChanges } | { kind: "delete" };
  /** Records that a CHECK, the column's type or a deferred reference refuses. */
  refused: number[];
  /** Records that others edit or delete between the freeze and the first write. */
  edited: number[];
  deleted: number[];
  /** Records that others edit while the task runs. */
  meanwhile: { ids: number[]; chunk: number };
  errorPolicy: ErrorPolicy;
  conflictPolicy: ConflictPolicy;
  backend: "graphile" | "polling";
  lanes: number;
  chunkSize: number;
  /** How long each chunk takes on top, inside its statement. */
  slowMs: number;
  /** The fault strikes so long after so many chunks have committed. */
  moment: { chunk: number; delayMs: number };
  control: { kind: "pause" | "cancel"; chunk: number; restMs: number } | null;
  /** Undone afterwards, with records that others edit (or insert again) before; and the undo undone. */
  undo: { theirs: number[]; again: boolean } | null;
  strikesIn: "task" | "undo";
}

/** By the seed's rest, where it is not one of the others. */
const PARTICULAR: Record<number, Scenario["table"]> = { 1: "parcels", 4: "branches" };

/** The same seed is always the same scenario. */
export function scenarioOf(seed: number): Scenario {
  const random = new Random(seed);
  const fault = faultOf(seed);
  const table = random.chance(0.15) ? "orders" : (PARTICULAR[seed % 6] ?? "places");
  const most = table === "branches" ? 3_000 : Infinity;
  const records = Math.min(most, random.chance(0.1) ? random.int(8_000, 20_000) : random.int(400, 5_000));
  const onlyDeleted = table === "orders" || table === "branches";
  const change: Scenario["change"] =
    onlyDeleted || random.chance(0.15) ? { kind: "delete" } : { kind: "update", columns: columnChanges(random) };
  if (table === "parcels" && change.kind === "update" && seed % 4 === 1)
    change.columns.shard = { op: "set", value: "b" };
  const errorPolicy = records < 4_000 && random.chance(0.12) && !needsOneLane(fault) ? "all_or_nothing" : "skip_failed";
  const atomic = errorPolicy === "all_or_nothing";

  // Disjoint groups, so that one rule at a time decides what becomes of a record.
  const shuffled = random.shuffled(records);
  const take = (most: number, share = 0.7) => shuffled.splice(0, random.chance(share) ? random.int(1, most) : 0);
  const few = atomic ? 0.25 : 0.7;
  const canRefuse = table === "branches" || (change.kind === "update" && change.columns.population !== undefined);
  // Nothing foresees these, so that each is found by halving its chunk, over and over.
  const mostRefused = table === "branches" ? 4 : Math.ceil(records * 0.05);

  const chunkSize = random.pick([100, 250, 500]);
  const chunks = Math.ceil(records / chunkSize);
  const lanes = needsOneLane(fault) || random.chance(0.5) ? 1 : random.int(2, 4);
  // New workers take their time to start: a deploy needs a longer task to fall into.
  const [seconds, slowest] = fault === "deploy" ? [random.int(50, 80) / 10, 2_000] : [random.int(12, 25) / 10, 400];
  const early = () => random.int(0, Math.floor(chunks * 0.6));
  return {
    seed,
    fault,
    table,
    records,
    // Of a tree all records would be those that go along as well.
    selection: (records <= 10_000 && random.chance(0.5)) || table === "branches" ? "records" : "matching",
    except: take(50),
    change,
    refused: canRefuse ? take(mostRefused, few) : [],
    edited: take(20, few),
    deleted: take(10, few),
    meanwhile: { ids: atomic ? [] : take(40), chunk: early() },
    errorPolicy,
    conflictPolicy: change.kind === "update" && random.chance(0.2) ? "overwrite" : "skip",
    backend: fault !== "sweeps" && random.chance(0.2) ? "polling" : "graphile",
    lanes,
    chunkSize,
    slowMs: Math.round(Math.min(slowest, (seconds * 1_000 * Math.min(lanes, 4)) / chunks)),
    moment: { chunk: atomic ? 0 : early(), delayMs: random.int(0, 80) },
    control: random.chance(0.15)
      ? { kind: random.pick(["pause", "cancel"]), chunk: early(), restMs: random.int(0, 700) }
      : null,
    undo: random.chance(0.5) ? { theirs: take(15), again: random.chance(0.4) } : null,
    strikesIn: random.chance(0.3) ? "undo" : "task",
  };
}

/** Consecutive seeds, or as many as it takes to find `n` of one fault. */
export function scenariosFrom(seed: number, n: number, only?: FaultName): Scenario[] {
  const found: Scenario[] = [];
  for (let next = seed; found.length < n; next++) if (!only || faultOf(next) === only) found.push(scenarioOf(next));
  return found;
}

function faultOf(seed: number): FaultName {
  // 23 has no factor in common with 50: neighbouring seeds get different faults, any 50 in a row the stated shares.
  let slot = (seed * 23) % 50;
  for (const [name, share] of Object.entries(SHARES)) {
    slot -= share;
    if (slot < 0) return name as FaultName;
  }
  throw new Error("The shares do not add up to 50.");
}

/** Where one worker alone holds the task, the time until another has taken over can be measured. */
const needsOneLane = (fault: FaultName) => fault === "freeze" || fault === "silence";

function columnChanges(random: Random): ColumnChanges {
  const columns: ColumnChanges = {};
  const which = random.int(1, 3);
  if (which & 1) {
    columns.population = random.chance(0.6)
      ? { op: "add", by: random.int(1, 50) * random.pick([-1, 1]) }
      : { op: "multiply", by: random.int(2, 3) };
  }
  if (which & 2)
    columns.notes = random.chance(0.5) ? { op: "set", value: "reviewed" } : { op: "append", text: " (seen)" };
  return columns;
}
