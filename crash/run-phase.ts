import { setTimeout as sleep } from "node:timers/promises";
import type { Change } from "@/lib/bulk/model/change";
import { cancelTask, pauseTask, resumeTask } from "@/lib/bulk/task/control-task";
import { isTerminal } from "@/lib/bulk/model/states";
import type { BulkTask } from "@/lib/db/schema/bulk-tasks";
import { AppError } from "@/lib/model/errors";
import { FAULTS } from "./all-faults";
import type { CrashEnvironment } from "./environment";
import { asOthersWould, patiently } from "./patiently";
import { Random } from "./random";
import type { Scenario } from "./scenario";
import { editRows, keyOf, slowDown, tableOf } from "./tables";
import { chunksDone, startTask, taskRow, untilEnded } from "./tasks";
import { until } from "./worker-process";

export interface Phase {
  change: Change;
  undoOf?: string;
  frozen: number[];
  /** What others do between the freeze and the yes. */
  before: () => Promise<void>;
  /** Whether the fault, the control and the others' edits fall into this task. */
  struck: boolean;
}

export interface PhaseEnd {
  task: BulkTask;
  inMidTask: boolean;
  movedAfterMs: number | null;
  complaints: string[];
}

const ENDS_WITHIN_MS = 90_000;

/** One task from the freeze to its end, and until the world is whole again. @throws when it does not end */
export async function runPhase(env: CrashEnvironment, scenario: Scenario, phase: Phase): Promise<PhaseEnd> {
  const { db } = env;
  const { seed, moment, meanwhile, control, lanes, backend, errorPolicy, conflictPolicy } = scenario;
  const fault = FAULTS[scenario.fault];
  const keys = phase.frozen.map((id) => keyOf(scenario, id));
  await slowDown(db, scenario, phase.struck);
  const taskId = await startTask(db, env.actor, phase.change, {
    table: tableOf(scenario),
    selection: selectionOf(scenario, keys),
    undoOf: phase.undoOf,
    lanes,
    backend,
    patch: { errorPolicy: phase.undoOf ? "skip_failed" : errorPolicy, conflictPolicy },
    meanwhile: phase.before,
    enqueue: !(phase.struck && fault.losesJobs),
  });
  const complaints: string[] = [];
  let inMidTask = false;
  let moved = Promise.resolve<number | null>(null);

  const strike = async () => {
    await reached(env, taskId, fault.losesJobs ? 0 : moment.chunk);
    await sleep(fault.losesJobs ? 0 : moment.delayMs);
    const tooLate = await hasEnded(env, taskId);
    return fault.strike({
      env,
      scenario,
      taskId,
      random: new Random(seed + 1),
      complain: (sentence) => complaints.push(sentence),
      async struck(since) {
        const from = since ?? performance.now();
        const done = await patiently(() => chunksDone(db, taskId));
        inMidTask = !tooLate && (since !== undefined || !(await hasEnded(env, taskId)));
        if (!inMidTask || control || errorPolicy === "all_or_nothing") return;
        moved = reached(env, taskId, done + 1).then(() => Math.round(performance.now() - from));
        // A task that never moves again never ends either, and that is what the scenario then says.
        moved.catch(() => {});
      },
    });
  };
  const othersEdit = async () => {
    if (!othersEditIn(scenario, phase)) return;
    await reached(env, taskId, meanwhile.chunk);
    await asOthersWould(() => editRows(db, scenario, meanwhile.ids));
  };
  const steer = async () => {
    if (!control) return;
    await reached(env, taskId, control.chunk);
    const ctx = { db, actor: env.actor };
    await unlessOver(() => (control.kind === "cancel" ? cancelTask(ctx, { taskId }) : pauseTask(ctx, { taskId })));
    if (control.kind === "cancel") return;
    await sleep(control.restMs);
    await unlessOver(() => resumeTask(ctx, { taskId }));
  };

  const [afterwards] = phase.struck ? await Promise.all([strike(), othersEdit(), steer()]) : [];
  await patiently(() => untilEnded(db, taskId, ENDS_WITHIN_MS));
  await afterwards?.();
  return { task: await patiently(() => taskRow(db, taskId)), inMidTask, movedAfterMs: await moved, complaints };
}

/** While deleted records come back it would be left to chance whether others find them. */
export function othersEditIn({ change }: Scenario, { struck, undoOf }: Pick<Phase, "struck" | "undoOf">): boolean {
  return struck && !(undoOf && change.kind === "delete");
}

function selectionOf(scenario: Scenario, ids: string[]) {
  if (scenario.selection === "records") return { kind: "records" as const, ids };
  const exceptIds = scenario.except.map((id) => keyOf(scenario, id));
  return { kind: "matching" as const, filter: null, search: "", exceptIds, expectedCount: null };
}

/** Waits until so many chunks have committed, or the task has ended. */
async function reached(env: CrashEnvironment, taskId: string, chunks: number): Promise<void> {
  const there = async () => (await chunksDone(env.db, taskId)) >= chunks || (await hasEnded(env, taskId));
  await until(() => patiently(there), ENDS_WITHIN_MS, `${chunks} chunks`, 10);
}

const hasEnded = async ({ db }: CrashEnvironment, taskId: string) => isTerminal((await taskRow(db, taskId)).state);

/** A task that has ended meanwhile can no longer be steered; an answer that got lost is asked for again. */
async function unlessOver(work: () => Promise<unknown>): Promise<void> {
  await patiently(work).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === "CONFLICT")) throw error;
  });
}
