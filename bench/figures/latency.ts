import { setTimeout as sleep } from "node:timers/promises";
import { applyPlan, planTask } from "@/lib/testing/verbs";
import { cancelTask } from "@/lib/bulk/task/control-task";
import type { BenchEnvironment } from "../environment";
import { type Figure, fromRuns, percentile } from "../figure";
import { fillPlaces, forgetTasks } from "../places";
import { ADD_ONE, runTask } from "../run-task";

/** How soon a small task begins beside a huge one, a cancel takes hold, and a killed worker's task moves again. */
export async function measureLatencies(env: BenchEnvironment, records: number, tries: number): Promise<Figure[]> {
  await fillPlaces(env, records);
  return [
    ...(await measureFairness(env, tries * 4)),
    ...(await measureCancel(env, tries)),
    ...(await measureTakeover(env, tries)),
  ];
}

async function measureFairness(env: BenchEnvironment, tries: number): Promise<Figure[]> {
  const worker = await env.startWorker(4);
  const large = await startLarge(env);
  const first: number[] = [];
  for (let i = 0; i < tries && (await isRunning(env, large)); i++) {
    first.push((await runTask(env, ADD_ONE, { maxId: 100 })).firstChunkMs);
  }
  const stillRunning = await isRunning(env, large);
  await finishOff(env, large);
  await worker.stop();
  if (!stillRunning && first.length < tries)
    console.warn(`The large task ended after ${first.length} of ${tries} small ones.`);
  return [
    {
      name: "apply → first chunk of a 100-record task beside a large one, p95",
      value: percentile(first, 0.95),
      unit: "ms",
      target: "≤ 1000",
    },
  ];
}

async function measureCancel(env: BenchEnvironment, tries: number): Promise<Figure[]> {
  const worker = await env.startWorker(2);
  const lastWrite: number[] = [];
  const ended: number[] = [];
  for (let i = 0; i < tries; i++) {
    const taskId = await startLarge(env);
    await sleep(500);
    const [asked] = await env.sql<{ at: string }[]>`select clock_timestamp()::text as at`;
    const begun = performance.now();
    await cancelTask(env.ctx, { taskId });
    while (await isRunning(env, taskId)) await sleep(10);
    ended.push(performance.now() - begun);
    const [last] = await env.sql<{ ms: number }[]>`
      select greatest(0, extract(epoch from max(done_at) - ${asked!.at}::timestamptz) * 1000)::float as ms
      from swath.bulk_chunks where task_id = ${taskId}`;
    lastWrite.push(last?.ms ?? 0);
  }
  await worker.stop();
  return [fromRuns("cancel → last write", "ms", lastWrite, "≤ 1000"), fromRuns("cancel → cancelled", "ms", ended)];
}

async function measureTakeover(env: BenchEnvironment, tries: number): Promise<Figure[]> {
  const gaps: number[] = [];
  for (let i = 0; i < tries; i++) {
    const victim = await env.startWorker(2);
    const taskId = await startLarge(env);
    const heir = await env.startWorker(2);
    const done = await chunksDone(env, taskId);
    await victim.kill();
    const killed = performance.now();
    await sleep(50); // what the victim had already committed
    const before = Math.max(done, await chunksDone(env, taskId));
    while ((await chunksDone(env, taskId)) === before && (await isRunning(env, taskId))) await sleep(20);
    gaps.push((performance.now() - killed) / 1_000);
    await finishOff(env, taskId);
    await heir.stop();
  }
  return [fromRuns("worker SIGKILLed → task moves on another worker", "s", gaps, "≤ 10")];
}

async function startLarge(env: BenchEnvironment): Promise<string> {
  await forgetTasks(env);
  const { taskId } = await planTask(env.ctx, { table: "places", selection: { kind: "matching" } });
  await applyPlan(env.ctx, { taskId, change: ADD_ONE as never });
  while ((await chunksDone(env, taskId)) === 0) await sleep(20);
  return taskId;
}

async function finishOff(env: BenchEnvironment, taskId: string): Promise<void> {
  await cancelTask(env.ctx, { taskId }).catch(() => {});
  while (await isRunning(env, taskId)) await sleep(50);
}

async function chunksDone({ sql }: BenchEnvironment, taskId: string): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from swath.bulk_chunks where task_id = ${taskId} and done_at is not null`;
  return row?.n ?? 0;
}

async function isRunning({ sql }: BenchEnvironment, taskId: string): Promise<boolean> {
  const [row] = await sql<{ open: boolean }[]>`
    select state in ('pending', 'running', 'paused', 'cancelling') as open from swath.bulk_tasks where id = ${taskId}`;
  return row?.open ?? false;
}
