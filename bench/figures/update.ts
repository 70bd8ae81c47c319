import { number } from "@/lib/model/locale";
import type { BenchEnvironment } from "../environment";
import { type Figure, fromRuns, median, percentile } from "../figure";
import { fillPlaces, forgetTasks, settle } from "../places";
import { ADD_ONE, ADD_ONE_SQL, runTask, runUndo, type TaskRun } from "../run-task";
import { historyBytes, historyByRowBytes, walOf } from "../written-bytes";

interface Pair {
  bareMs: number;
  bareWal: number;
  task: TaskRun;
  taskWal: number;
  historyBytes: number;
  /** Takes the task back; with two lanes only. */
  undo: TaskRun | null;
}

/** A whole task, and its undo, against the bare UPDATE of the same rows, alternating, with 1 and 2 lanes, at every size. */
export async function measureUpdates(env: BenchEnvironment, sizes: number[], pairs: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const rates = new Map<string, number>();
  const all: TaskRun[] = [];
  for (const n of sizes) {
    await fillPlaces(env, n);
    for (const lanes of [1, 2]) {
      const worker = await env.startWorker(lanes);
      const runs: Pair[] = [];
      await pair(env, lanes, n); // warm-up
      for (let i = 0; i < pairs; i++) runs.push(await pair(env, lanes, n));
      await worker.stop();
      figures.push(...figuresOf(runs, lanes, n, env.major));
      if (lanes === 1) figures.push(await historyFigure(env, runs, n));
      rates.set(`${n}/${lanes}`, median(runs.map(({ task }) => n / (task.totalMs / 1_000))));
      all.push(...runs.map(({ task }) => task));
    }
  }
  const p95 = (pick: (run: TaskRun) => number) => percentile(all.map(pick), 0.95);
  return [
    ...figures,
    ...rateFigures(rates),
    { name: "apply → acknowledged, all sizes, p95", value: p95((r) => r.acknowledgeMs), unit: "ms", target: "≤ 50" },
    {
      name: "apply → first chunk committed, idle worker, p95",
      value: p95((r) => r.firstChunkMs),
      unit: "ms",
      target: "≤ 1000",
    },
  ];
}

function figuresOf(runs: Pair[], lanes: number, n: number, major: 15 | 18): Figure[] {
  const size = number(n);
  const each = (pick: (pair: Pair) => number) => runs.map(pick);
  const bound = (target: string) => (n === 1_000_000 ? target : null);
  const ratio = (name: string, pick: (pair: Pair) => number, target: string | null) =>
    fromRuns(`${name} ÷ bare UPDATE`, "×", each(pick), target);
  const lanesText = `${lanes} lane${lanes > 1 ? "s" : ""}`;
  const oneLane = bound(major === 18 ? "≤ 1.15" : "≤ 1.2");
  const own: Figure[] =
    lanes === 1
      ? [
          ratio(`freeze ${size} records`, ({ bareMs, task }) => task.freezeMs / bareMs, bound("≤ 0.1")),
          fromRuns(
            `bare UPDATE of ${size} records`,
            "s",
            each(({ bareMs }) => bareMs / 1_000),
          ),
          fromRuns(
            `WAL of a bare UPDATE of ${size} records`,
            "MB",
            each(({ bareWal }) => bareWal / 1e6),
          ),
          ratio(
            `WAL of freeze and update of ${size} records`,
            ({ bareWal, taskWal }) => taskWal / bareWal,
            bound("≤ 1.1"),
          ),
        ]
      : [
          ratio(
            `undo of ${size} records, ${lanesText}`,
            ({ bareMs, undo }) => (undo?.totalMs ?? NaN) / bareMs,
            bound("≤ 0.7"),
          ),
          ratio(`plan of that undo`, ({ bareMs, undo }) => (undo?.freezeMs ?? NaN) / bareMs, bound("≤ 0.08")),
        ];
  return [
    ratio(
      `update ${size} records, ${lanesText}`,
      ({ bareMs, task }) => task.totalMs / bareMs,
      lanes === 1 ? oneLane : bound("≤ 0.65"),
    ),
    ...own,
    fromRuns(
      `records per second, ${size} records, ${lanesText}`,
      "records/s",
      each(({ task }) => n / (task.totalMs / 1_000)),
    ),
  ];
}

/** What the history takes on disk, against the row of JSON per record that it once was. */
async function historyFigure(env: BenchEnvironment, runs: Pair[], n: number): Promise<Figure> {
  const byRow = await historyByRowBytes(env);
  return fromRuns(
    `history of ${number(n)} records on disk ÷ a row of JSON per record`,
    "×",
    runs.map((run) => run.historyBytes / byRow),
    n === 1_000_000 ? "≤ 0.15" : null,
  );
}

function rateFigures(rates: Map<string, number>): Figure[] {
  return [
    [10_000, 1_000_000],
    [1_000_000, 10_000_000],
  ].flatMap(([few, many]): Figure[] => {
    const [small, large] = [rates.get(`${few}/2`), rates.get(`${many}/2`)];
    if (!small || !large) return [];
    const name = `records per second at ${number(many!)} ÷ at ${number(few!)}`;
    return [{ name, value: large / small, unit: "×", target: "≥ 0.9" }];
  });
}

async function pair(env: BenchEnvironment, lanes: number, n: number): Promise<Pair> {
  await forgetTasks(env);
  await settle(env);
  const begun = performance.now();
  const { wal: bareWal } = await walOf(env, () => env.sql.unsafe(ADD_ONE_SQL));
  const bareMs = performance.now() - begun;
  await settle(env);
  const { result: task, wal: taskWal } = await walOf(env, () => runTask(env, ADD_ONE, { lanes }));
  assertChanged(task, n);
  const bytes = await historyBytes(env);
  if (lanes === 1) return { bareMs, bareWal, task, taskWal, historyBytes: bytes, undo: null };
  await settle(env);
  const undo = await runUndo(env, task.taskId, { lanes });
  assertChanged(undo, n);
  return { bareMs, bareWal, task, taskWal, historyBytes: bytes, undo };
}

function assertChanged({ counts }: TaskRun, n: number): void {
  if (counts.changed !== n) throw new Error(`Expected ${n} changed records, got ${counts.changed}.`);
}
