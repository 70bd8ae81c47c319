import { inspect } from "node:util";
import type { Change } from "@/lib/bulk/model/change";
import { parseChange } from "@/lib/bulk/change/parse-change";
import { FAULTS } from "./all-faults";
import type { CrashEnvironment } from "./environment";
import {
  editAside,
  firstShard,
  initialWorld,
  judgeTask,
  judgeUndo,
  type Past,
  THEIRS,
  type Verdict,
  type World,
} from "./model";
import { violations } from "./oracle";
import { actualOutcomes } from "./outcomes";
import { patiently } from "./patiently";
import { othersEditIn, type Phase, type PhaseEnd, runPhase } from "./run-phase";
import type { FaultName, Scenario } from "./scenario";
import { differences, settle, shorten } from "./settle";
import { cascadesOf, deleteRows, editRows, fillTables, insertRows, readWorld, tableOf, takeOver } from "./tables";

export interface SeedResult {
  seed: number;
  fault: FaultName;
  violations: string[];
  /** From the fault until the task had moved on; null where that says nothing (paused, cancelled, already ended). */
  movedAfterMs: number | null;
  /** The fault struck a task in progress. */
  inMidTask: boolean;
  tookMs: number;
}

/** Runs a seed's scenario from an empty table to the last undo, and holds everything against the model. Never throws. */
export async function runScenario(env: CrashEnvironment, scenario: Scenario): Promise<SeedResult> {
  const begun = performance.now();
  const { seed, fault } = scenario;
  const result: SeedResult = { seed, fault, violations: [], movedAfterMs: null, inMidTask: false, tookMs: 0 };
  try {
    await live(env, scenario, result);
  } catch (error) {
    // With its causes: a failed query says why only there.
    result.violations.push(inspect(error));
  }
  for (const worker of env.workers) {
    const ended = worker.ended();
    if (ended && worker.kind !== "proxied") {
      result.violations.push(
        `a worker ended by itself (${ended.code ?? ended.signal}): ${lastWords(worker.log).join(" | ")}`,
      );
    }
  }
  result.tookMs = Math.round(performance.now() - begun);
  return result;
}

/** An uncaught error among them: it is no line of JSON, and may come before what the log had still to say. */
const lastWords = (log: string[]) => [...log.filter((line) => !line.startsWith("{")).slice(0, 12), ...log.slice(-2)];

async function live(env: CrashEnvironment, scenario: Scenario, result: SeedResult): Promise<void> {
  const { db } = env;
  const { undo } = scenario;
  let world = initialWorld(scenario);
  const frozen = [...world.keys()].filter((id) => !scenario.except.includes(id));
  await Promise.all([patiently(() => fillTables(db, scenario, world)), FAULTS[scenario.fault].begin(env, scenario)]);

  /** Compares a task that has ended with what the model says of it. */
  const check = async (what: string, end: PhaseEnd, verdicts: Map<number, Verdict>): Promise<Past> => {
    const actual = await actualOutcomes(db, end.task.id);
    const settled = settle(end.task, verdicts, actual.of, world);
    world = settled.world;
    const found = [
      ...end.complaints,
      ...(await violations(db, end.task)),
      ...shorten(actual.violations),
      ...settled.violations,
      ...differences(world, await readWorld(db, scenario)),
      ...(await cascadesOf(db, scenario, end.task)),
    ];
    result.violations.push(...found.map((sentence) => `${what}: ${sentence}`));
    result.inMidTask ||= end.inMidTask;
    result.movedAfterMs ??= end.movedAfterMs;
    return settled.past;
  };

  /** Runs a task to its end and checks it; answers what it wrote, and its id for the undo. */
  const run = async (what: string, phase: Phase, judge: () => Map<number, Verdict>) => {
    const end = await runPhase(env, scenario, phase);
    const verdicts = judge();
    if (othersEditIn(scenario, phase)) editAside(world, scenario.meanwhile.ids);
    return { taskId: end.task.id, past: await check(what, end, verdicts) };
  };

  const inUndo = scenario.strikesIn === "undo" && undo !== null;
  const before = async () => {
    await editRows(db, scenario, scenario.edited);
    await deleteRows(db, scenario, scenario.deleted);
    editAside(world, scenario.edited);
    for (const id of scenario.deleted) world.delete(id);
  };
  const change = parseChange(tableOf(scenario), scenario.change as Change);
  const task = await run("the task", { change, frozen, struck: !inUndo, before }, () =>
    judgeTask(scenario, world, frozen, !inUndo),
  );
  if (!undo || task.past.size === 0) return;

  const undoing = { change: { kind: "undo" as const }, frozen: [] };
  const undone = await run(
    "the undo",
    { ...undoing, undoOf: task.taskId, struck: inUndo, before: () => interfere(env, scenario, world, task.past) },
    () => judgeUndo(task.past, world),
  );
  if (!undo.again || undone.past.size === 0) return;
  await run("the undo of the undo", { ...undoing, undoOf: undone.taskId, struck: false, before: async () => {} }, () =>
    judgeUndo(undone.past, world),
  );
}

/** Others write what the undo is about to restore: it must leave these records alone. */
async function interfere({ db }: CrashEnvironment, scenario: Scenario, world: World, past: Past): Promise<void> {
  if (scenario.table === "orders" || scenario.table === "branches") return;
  const theirs = (scenario.undo?.theirs ?? []).filter((id) => past.has(id));
  const row = { ...THEIRS, region: "TH", lines: 0, shard: firstShard(scenario) };
  const back = new Map(theirs.filter((id) => !world.has(id)).map((id) => [id, row]));
  const there = theirs.filter((id) => world.has(id));
  await takeOver(db, scenario, there);
  await insertRows(db, scenario, back);
  for (const id of there) world.set(id, { ...world.get(id)!, ...THEIRS });
  for (const [id, row] of back) world.set(id, row);
}
