import { number } from "@/lib/model/locale";
import type { BenchEnvironment } from "../environment";
import { type Figure, fromRuns, median, percentile } from "../figure";
import { fillPlaces, forgetTasks, settle } from "../places";
import { ADD_ONE, ADD_ONE_SQL, runTask, type TaskRun } from "../run-task";

/** A whole task against the bare UPDATE of the same rows, alternating, with 1 and 2 lanes, at every size. */
export async function measureUpdates(env: BenchEnvironment, sizes: number[], pairs: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const rates = new Map<string, number>();
  const acknowledged: number[] = [];
  const firstChunk: number[] = [];
  for (const n of sizes) {
    await fillPlaces(env, n);
    for (const lanes of [1, 2]) {
      const worker = await env.startWorker(lanes);
      const runs: { bareMs: number; task: TaskRun }[] = [];
      await pair(env, lanes, n); // warm-up
      for (let i = 0; i < pairs; i++) runs.push(await pair(env, lanes, n));
      await worker.stop();
      const target = n === 1_000_000 && env.major === 18 ? (lanes === 1 ? "≤ 1.5" : "≤ 0.9") : null;
      const name = `update ${number(n)} records, ${lanes} lane${lanes > 1 ? "s" : ""} ÷ bare UPDATE`;
      figures.push(
        fromRuns(
          name,
          "×",
          runs.map(({ bareMs, task }) => task.totalMs / bareMs),
          target,
        ),
      );
      if (lanes === 1) {
        const freeze = runs.map(({ bareMs, task }) => task.freezeMs / bareMs);
        figures.push(
          fromRuns(`freeze ${number(n)} records ÷ bare UPDATE`, "×", freeze, n === 1_000_000 ? "≤ 0.25" : null),
        );
        figures.push(
          fromRuns(
            `bare UPDATE of ${number(n)} records`,
            "s",
            runs.map(({ bareMs }) => bareMs / 1_000),
          ),
        );
      }
      const perSecond = runs.map(({ task }) => n / (task.totalMs / 1_000));
      figures.push(
        fromRuns(
          `records per second, ${number(n)} records, ${lanes} lane${lanes > 1 ? "s" : ""}`,
          "records/s",
          perSecond,
        ),
      );
      rates.set(`${n}/${lanes}`, median(perSecond));
      acknowledged.push(...runs.map(({ task }) => task.acknowledgeMs));
      firstChunk.push(...runs.map(({ task }) => task.firstChunkMs));
    }
  }
  const [small, large] = [rates.get("10000/2"), rates.get("1000000/2")];
  if (small && large)
    figures.push({
      name: "records per second at 1,000,000 ÷ at 10,000",
      value: large / small,
      unit: "×",
      target: "≥ 0.9",
    });
  figures.push({
    name: "apply → acknowledged, all sizes, p95",
    value: percentile(acknowledged, 0.95),
    unit: "ms",
    target: "≤ 50",
  });
  figures.push({
    name: "apply → first chunk committed, idle worker, p95",
    value: percentile(firstChunk, 0.95),
    unit: "ms",
    target: "≤ 1000",
  });
  return figures;
}

async function pair(env: BenchEnvironment, lanes: number, n: number): Promise<{ bareMs: number; task: TaskRun }> {
  await forgetTasks(env);
  await settle(env);
  const begun = performance.now();
  await env.sql.unsafe(ADD_ONE_SQL);
  const bareMs = performance.now() - begun;
  await settle(env);
  const task = await runTask(env, ADD_ONE, { lanes });
  if (task.counts.changed !== n) throw new Error(`Expected ${n} changed records, got ${task.counts.changed}.`);
  return { bareMs, task };
}
